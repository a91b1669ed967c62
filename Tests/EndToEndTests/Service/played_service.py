"""Plays the replies of wire fixtures, each to whoever comes with the key `play-NAME`.

Usage: played_service.py FOLDER-OF-FIXTURES LOG

A fixture of a submission is followed by a finished task; one of a query follows a plain acceptance. A picture of its
own stands at every path that ends with .png, on the address that the service itself has; what was fetched lies in
LOG.d, a file a path, with _ for /. What arrives is logged, a line of JSON a request.
"""

import http.server
import json
import pathlib
import struct
import sys
import threading
import zlib

FOLDER, LOG = map(pathlib.Path, sys.argv[1:])
LOCK = threading.Lock()


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def picture(width, height, colour):
    """A PNG of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture_at(path):
    """The picture of a path, which no other has."""
    return picture(1024, 1024, zlib.crc32(path.encode()).to_bytes(4, "big")[:3])


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        name = (self.headers.get("Authorization") or "").removeprefix("Bearer play-")
        with LOCK, LOG.open("a") as log:
            log.write(json.dumps({"name": name, "method": self.command, "path": self.path}) + "\n")
        if self.path.endswith(".png"):
            png = picture_at(self.path)
            fetched = PICTURES / self.path.strip("/").replace("/", "_")
            part = PICTURES / f"part-{threading.get_ident()}"
            part.write_bytes(png)
            part.replace(fetched)
            self.send(200, {"Content-Type": "image/png"}, png)
            return
        fixture = json.loads((FOLDER / f"{name}.json").read_text())
        submits = self.path.endswith(("/submit", "/images/generations")) and self.command == "POST"
        asks = "balance" if self.path.endswith("/balance") else "submit" if submits else "query"
        if fixture["operation"] == asks:
            status, headers = fixture["status"], fixture.get("headers", {"Content-Type": "application/json"})
            text = fixture.get("text") or json.dumps(fixture.get("body", ""))
        else:
            task = fixture["expect"].get("task_id")
            if fixture.get("dialect") == "images":
                task = task or "task_1"
            status, headers = 200, {"Content-Type": "application/json"}
            data = {"status": "pending"} if submits else {
                "status": "completed", "credits_used": 9.5,
                "output": [{"url": "https://cdn.example.net/1.png"}],
            }
            if task:
                data["task_id"] = task
            text = json.dumps({"ok": True, "statusCode": 200, "message": "", "data": data})
        origin = f"127.0.0.1:{self.server.server_port}"
        text = text.replace("https://service.example", f"http://{origin}")
        text = text.replace("https://cdn.example.net", f"http://{origin}").replace("//cdn.example.net", f"//{origin}")
        if submits and body:
            text = text.replace("igs_test", json.loads(body).get("out_task_id", "igs_test"))
        self.send(status, headers, text.encode())

    def send(self, status, headers, body):
        self.send_response(status)
        for field in headers.items():
            self.send_header(*field)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *words):
        pass


PICTURES = LOG.with_name(LOG.name + ".d")
PICTURES.mkdir()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
print(server.server_port)
server.serve_forever()
