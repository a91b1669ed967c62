"""Redirects every call elsewhere, and listens there for the key."""

import http.server
import itertools
import threading

import scripts
from place import CANARY
from referee import judge
from sandbox import Sandbox
from violation import demand

STATUSES = [301, 302, 303, 307, 308]
TARGETS = ["host", "port", "scheme", "userinfo", "relative", "loop"]


class Listener:
    """A server of another origin, which keeps what it is told."""

    def __enter__(self):
        self.requests = requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                requests.append(f"{self.requestline}\n{self.headers}\n{self.rfile.read(length)}")
                self.send_error(404)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/elsewhere"


def redirects(chaos, seconds):
    """Every status to every target, at submission, query and download; where time is short, every target once."""
    targets = [*TARGETS, "listener"]
    short = seconds < 10
    pairs = zip(itertools.cycle(STATUSES), targets) if short else itertools.product(STATUSES, targets)
    chaos.work_off(lambda pair=pair: redirect(chaos, *pair) for pair in pairs)


def redirect(chaos, status, target):
    with chaos.place(f"redirects-{status}-{target}") as place, Listener() as listener:
        where = listener.url if target == "listener" else target
        plan = "".join(f"{call} 1 redirect {status} {where}\n" for call in ("submit", "query", "download"))
        with Sandbox(chaos.igs, place.folder / "sandbox", faults=plan) as sandbox:
            place.service = sandbox.service
            (place.work / "redirects.igs").write_text(
                scripts.HEAD + 'set concurrency 1\ngen "a mill" -n 3 --as mill\nwait mill-2 mill-3\n')
            # Of the first nobody knows, for now, whether it was accepted.
            run = place.run("--detach", "redirects.igs")
            demand(run.status == 0, f"the run ended with status {run.status}")
            # It is not followed, wherever it leads.
            judge(place, sandbox.journal(), exactly=2)
            chaos.count("calls redirected", len(sandbox.faults()))
        heard = listener.requests
        demand(not any(CANARY in request or "uthorization" in request for request in heard),
               f"the key came to another origin: {heard}")
        demand(not any(request.startswith("POST") for request in heard), f"a call was followed: {heard}")
        chaos.count("redirected downloads that reached the listener, without the key", len(heard))
