"""Starts igs on a terminal, in a job that is in the background and that no shell could bring to the foreground."""

import os
import pty
import sys
import time


def start():
    if os.fork():
        time.sleep(3)
        return
    if os.fork():
        os._exit(0)
    time.sleep(0.3)
    os.setpgid(0, 0)
    os.execlp("igs", "igs")


if len(sys.argv) > 1:
    start()
else:
    pty.spawn([sys.executable, __file__, "start"])
