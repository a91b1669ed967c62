#!/usr/bin/env python3
"""Takes the picture of a session that the README shows: the real igs in a real terminal, kitty in Xvfb.

    screenshot.py [IGS]    IGS without: .build/release/igs; packages: imagemagick kitty xvfb

Writes Sources/igs/igs.docc/Resources/session.png. The session runs on the sandbox, in a folder of its own.
"""

import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURE = ROOT / "Sources/igs/igs.docc/Resources/session.png"
COLUMNS, ROWS = 92, 31

# What is typed, and what the screen must then say.
SESSION = [
    ("", "1K> "),
    ("set ratio 16:9\r", "16:9 1K> "),
    ("gen a castle under the stars, it's midnight --as castle\r", "running> "),
    ("wait\r", "completed in"),
    ("show castle\r", "16:9 1K> "),
    ("save castle out/\r", "out/castle-16x9.png"),
    ("gen a harbour --ratio 4:3 --resolution 4K\r", "4K exists for"),
    ("gen a cast", ""),
]
KITTY = {
    "allow_remote_control": "no", "background": "#16181d", "confirm_os_window_close": "0",
    "cursor": "#e6e6e6", "cursor_blink_interval": "0", "font_family": "DejaVu Sans Mono",
    "font_size": "18", "foreground": "#d8dade", "initial_window_height": f"{ROWS}c",
    "initial_window_width": f"{COLUMNS}c", "remember_window_size": "no",
    "update_check_interval": "0", "window_padding_width": "14",
}


def live(igs, done):
    """Runs the session inside the terminal: types as a person would, and says when the last line stands."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(igs, [igs, "--service", "sandbox", "--no-rc"])
    size = os.get_terminal_size()
    subprocess.run(["stty", "rows", str(size.lines), "cols", str(size.columns)], stdin=terminal, check=True)
    subprocess.run(["stty", "raw", "-echo"], check=True)
    for typed, wanted in SESSION:
        seen = ""
        for character in typed:
            os.write(terminal, character.encode())
            seen = copy(terminal, 0.03)
        while wanted not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen):
            seen += copy(terminal, 0.05)
        # What follows is there when nothing comes any more.
        while copy(terminal, 1):
            pass
    pathlib.Path(done).touch()
    while True:
        copy(terminal, 60)


def copy(terminal, seconds):
    """Shows what igs writes within some time, and returns it."""
    end, text = time.monotonic() + seconds, b""
    while (rest := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], rest)[0]:
            block = os.read(terminal, 65536)
            os.write(1, block)
            text += block
    return text.decode(errors="replace")


def main():
    if sys.argv[1:2] == ["--live"]:
        return live(*sys.argv[2:])
    igs = str(pathlib.Path(sys.argv[1] if sys.argv[1:] else ROOT / ".build/release/igs").resolve())
    with tempfile.TemporaryDirectory() as folder:
        done = pathlib.Path(folder, "done")
        display = f":{os.getpid() % 30000 + 100}"
        # As a terminal without graphics of its own: the picture comes as blocks.
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": folder, "DISPLAY": display,
                       "LIBGL_ALWAYS_SOFTWARE": "1"}
        options = [f"--override={name}={value}" for name, value in KITTY.items()]
        inside = ["env", "-u", "KITTY_WINDOW_ID", "-u", "KITTY_PID", "TERM=xterm-256color", "COLORTERM=truecolor"]
        live_session = [*inside, sys.executable, __file__, "--live", igs, str(done)]
        screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "2000x1600x24"], stderr=subprocess.DEVNULL)
        terminal = None
        try:
            time.sleep(1)
            terminal = subprocess.Popen(
                ["kitty", "--config=NONE", *options, "--title=igs", *live_session],
                env=environment, cwd=folder, stderr=subprocess.DEVNULL,
            )
            for _ in range(600):
                if done.exists() or terminal.poll() is not None:
                    break
                time.sleep(0.1)
            if not done.exists():
                sys.exit("screenshot.py: the session did not come to its end")
            time.sleep(0.5)
            PICTURE.parent.mkdir(exist_ok=True)
            grab = ["import", "-window", "igs", "-strip", "-define", "png:compression-level=9", str(PICTURE)]
            subprocess.run(grab, env=environment, check=True)
        finally:
            for process in (terminal, screen):
                if process:
                    process.terminate()
                    process.wait()


if __name__ == "__main__":
    main()
