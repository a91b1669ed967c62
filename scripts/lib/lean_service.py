"""An image service that does as little as it can, so that what its clients take can be measured.

Usage: lean_service.py SHORTEST LONGEST

It prints its port. Each task takes a time between the two, in seconds, evenly spread and the same for the
k-th task of every run; its result is a whole PNG of 100 kB, unlike any other. GET /figures says what was
asked, and ends the count.
"""

import asyncio
import json
import random
import struct
import sys
import time
import zlib

PICTURE_SIZE = 100_000
SIDE = 1024


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class Pictures:
    """PNGs that are white, and differ in a chunk of noise."""

    def __init__(self):
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0))
        rows = zlib.compress((b"\0" + b"\xff" * (SIDE // 8)) * SIDE)
        self.start = b"\x89PNG\r\n\x1a\n" + header
        self.end = chunk(b"IDAT", rows) + chunk(b"IEND", b"")
        self.noise = random.Random(1).randbytes(PICTURE_SIZE - len(self.start) - len(self.end) - 12 - 8)

    def make(self, number):
        return self.start + chunk(b"igSq", struct.pack(">Q", number) + self.noise) + self.end


class Service:
    """The tasks, and how clients ask about them."""

    def __init__(self, shortest, longest):
        self.times = (shortest, longest)
        self.pictures = Pictures()
        self.begin()

    def begin(self):
        self.random = random.Random(2)
        self.ends = {}
        self.queries = 0
        self.late = []

    def submit(self, body, _origin):
        number = len(self.ends) + 1
        task = f"task_{number}"
        self.ends[task] = time.monotonic() + self.random.uniform(*self.times)
        own = json.loads(body)["out_task_id"]
        return {"ok": True, "data": {"task_id": task, "out_task_id": own, "status": "pending"}}

    def query(self, task, origin):
        self.queries += 1
        over = time.monotonic() - self.ends[task]
        if over < 0:
            return {"ok": True, "data": {"task_id": task, "status": "processing"}}
        self.late.append(over)
        url = f"{origin}/pictures/{task[5:]}.png"
        return {"ok": True, "data": {"task_id": task, "status": "completed", "output": [{"url": url}]}}

    def figures(self):
        late = sum(self.late) / max(1, len(self.late))
        said = {"tasks": len(self.ends), "queries": self.queries, "late": late}
        self.begin()
        return said


class Connection(asyncio.Protocol):
    """A connection of a client: requests come one after the other."""

    def __init__(self, service):
        self.service = service
        self.unread = b""

    def connection_made(self, transport):
        self.transport = transport
        self.origin = "http://{}:{}".format(*transport.get_extra_info("sockname"))

    def data_received(self, data):
        self.unread += data
        while (head_end := self.unread.find(b"\r\n\r\n")) >= 0:
            head = self.unread[:head_end]
            length = 0
            for line in head.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    length = int(line[15:])
            if len(self.unread) < head_end + 4 + length:
                return
            body = self.unread[head_end + 4 : head_end + 4 + length]
            self.unread = self.unread[head_end + 4 + length :]
            self.answer(head.split(b" ", 2)[1], body)

    def answer(self, path, body):
        kind = b"application/json"
        if path.startswith(b"/pictures/"):
            kind = b"image/png"
            reply = self.service.pictures.make(int(path[10:-4]))
        elif path.endswith(b"/submit"):
            reply = json.dumps(self.service.submit(body, self.origin)).encode()
        elif path.endswith(b"/query"):
            reply = json.dumps(self.service.query(json.loads(body)["task_id"], self.origin)).encode()
        elif path.startswith(b"/v1/tasks/"):
            reply = json.dumps(self.service.query(path[10:].decode(), self.origin)).encode()
        elif path == b"/figures":
            reply = json.dumps(self.service.figures()).encode()
        else:
            sys.exit(f"nobody serves {path}")
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(reply))
        self.transport.write(head + reply)


async def serve():
    service = Service(float(sys.argv[1]), float(sys.argv[2]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(service), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
