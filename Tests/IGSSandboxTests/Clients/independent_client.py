"""A client of the image service, written from the page Protocol with Python's standard library alone.

It shares nothing with the Swift client, so that a misreading there and in the sandbox does not pass unseen.

    independent_client.py URL KEY

Prints one line a check, and ends with status 1 at the first that fails.
"""

import base64
import json
import struct
import sys
import time
import urllib.error
import urllib.request
import uuid
import zlib

MODEL = "gpt_image_2_official"
QUEUED = {"pending", "submitted", "queued"}
RUNNING = {"processing", "running", "in_progress"}
DONE = {"completed", "succeeded", "success", "finished"}


class Service:
    def __init__(self, url, key):
        self.url = url
        self.key = key

    def call(self, method, path, body=None, key=None):
        """Returns (HTTP status, decoded JSON)."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": "Bearer " + (self.key if key is None else key),
                "Content-Type": "application/json",
                "User-Agent": "independent-client/1",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, json.loads(reply.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


def check(holds, what, *details):
    if not holds:
        print("FAILED:", what, *details)
        sys.exit(1)
    print("ok:", what)


def code(status, reply):
    """The code is `statusCode`, else `code`, else `error.code`, else the HTTP status."""
    for value in (reply.get("statusCode"), reply.get("code"), (reply.get("error") or {}).get("code")):
        if isinstance(value, int):
            return value
        if isinstance(value, str) and value.isdigit():
            return int(value)
    return status


def png(width, height, pixel):
    """Makes a PNG of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(pixel) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def read_png(data):
    """Returns (width, height) of a PNG after checking every chunk, and every row of its pixels."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG signature"
    place, pixels, size = 8, b"", None
    while True:
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (crc,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert crc == zlib.crc32(kind + body), "wrong CRC"
        place += 12 + length
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 2), "not 8-bit RGB"
            size = (width, height)
        elif kind == b"IDAT":
            pixels += body
        elif kind == b"IEND":
            break
    assert place == len(data), "bytes behind the end"
    rows = zlib.decompress(pixels)
    assert len(rows) == size[1] * (1 + 3 * size[0]), "wrong number of pixels"
    assert all(rows[y * (1 + 3 * size[0])] <= 4 for y in range(size[1])), "unknown filter"
    return size


def data_uri(data):
    return "data:image/png;base64," + base64.b64encode(data).decode()


def download(url):
    # No key: a result's URL suffices.
    with urllib.request.urlopen(url, timeout=30) as reply:
        return reply.read()


def openapi(service):
    identifier = "py_" + uuid.uuid4().hex
    reference = png(64, 48, (200, 40, 30))
    status, reply = service.call(
        "POST",
        "/api/openapi/submit",
        {
            "model": MODEL,
            "params": {
                "prompt": "a castle under the stars",
                "aspect_ratio": "16:9",
                "resolution": "1K",
                "quality": "low",
                "image_url": [data_uri(reference), "https://example.com/b.png"],
            },
            "out_task_id": identifier,
        },
    )
    check(status == 200 and code(status, reply) == 200, "a submission is accepted", status, reply)
    check(reply["data"]["status"] == "pending", "the reply says pending")
    check(reply["data"]["out_task_id"] == identifier, "the reply names our own id")
    task = reply["data"]["task_id"]
    check(task.startswith("task_01"), "the task has an id like the service's", task)

    deadline = time.monotonic() + 30
    while True:
        status, reply = service.call("POST", "/api/openapi/query", {"out_task_id": identifier})
        check(code(status, reply) == 200, "a query by out_task_id finds the task", status, reply)
        data = reply["data"]
        if data["status"] in DONE:
            break
        check(data["status"] in QUEUED | RUNNING, "the status is a known word", data["status"])
        check(not data.get("output"), "there is no result before the end")
        check(time.monotonic() < deadline, "the task ends in time")
        time.sleep(0.05)
    check(data["task_id"] == task, "both ids name one task")
    check(data["credits_used"] > 0, "the task has cost something")
    echoed = data["input"]["params"]["image_url"].split(",")
    check(len(echoed) == 2 and echoed[1] == "https://example.com/b.png", "input echoes the references")
    check(download(echoed[0]) == reference, "an inline reference is echoed as a URL of its bytes")

    picture = download(data["output"][0]["url"])
    check(read_png(picture) == (1536, 864), "the picture has the table's pixels")
    status, reply = service.call("GET", "/v1/tasks/" + task)
    image = reply["data"]["result"]["images"][0]
    check(reply["data"]["status"] in DONE and reply["data"]["progress"] == 100, "GET tells the same")
    check(image["expires_at"] > time.time(), "the result's URL lives on")
    check(download(image["url"][0]) == picture, "and leads to the same bytes")

    status, reply = service.call("GET", "/api/openapi/balance")
    check(reply["data"]["credits"] >= 0, "the balance can be asked for")


def images(service):
    status, reply = service.call(
        "POST",
        "/v1/images/generations",
        {
            "model": MODEL,
            "prompt": "a harbour at dusk",
            "size": "9:21",
            "resolution": "1k",
            "quality": "low",
            "image_urls": [data_uri(png(8, 8, (0, 90, 200)))],
            "n": 1,
        },
    )
    check(code(status, reply) == 200, "images: a submission is accepted", status, reply)
    task = reply["data"][0]["task_id"]
    seen, deadline = [], time.monotonic() + 30
    while True:
        status, reply = service.call("GET", "/v1/tasks/" + task)
        data = reply["data"]
        seen.append(data["progress"])
        if data["status"] in DONE:
            break
        check(time.monotonic() < deadline, "images: the task ends in time")
        time.sleep(0.05)
    check(seen == sorted(seen) and seen[-1] == 100, "images: progress only grows", seen)
    picture = download(data["result"]["images"][0]["url"][0])
    check(read_png(picture) == (864, 2016), "images: the picture has the table's pixels")
    status, reply = service.call("GET", "/v1/balance")
    check(reply["remain_credits"] >= 0, "images: the balance can be asked for")


def refusals(service):
    def submit(change=None, params=None, key=None, identifier=None):
        body = {
            "model": MODEL,
            "params": {"prompt": "a mill", "aspect_ratio": "1:1", "resolution": "1K"},
            "out_task_id": identifier or "py_" + uuid.uuid4().hex,
        }
        body["params"].update(params or {})
        body.update(change or {})
        body = {name: value for name, value in body.items() if value is not None}
        body["params"] = {n: v for n, v in body["params"].items() if v is not None}
        return service.call("POST", "/api/openapi/submit", body, key=key)

    status, reply = submit(key="wrong")
    check(status == 401 and code(status, reply) == 401, "a wrong key is refused", status, reply)
    status, reply = service.call("GET", "/v1/tasks/x", key="wrong")
    check(status == 401, "in the other dialect, too", status, reply)

    for field in ("model", "out_task_id"):
        status, reply = submit({field: None})
        check(code(status, reply) == 400 and field in reply["message"], "missing " + field, reply)
    status, reply = submit(params={"prompt": None})
    check(code(status, reply) == 400 and "prompt" in reply["message"], "missing prompt", reply)
    status, reply = submit(params={"aspect_ratio": "4:3", "resolution": "4K"})
    check(code(status, reply) == 400, "a pair that does not exist", reply)
    status, reply = submit(params={"image_url": ["https://example.com/a.png"] * 10})
    check(code(status, reply) == 400, "ten references", reply)
    status, reply = submit(params={"image_url": [data_uri(b"not a picture at all")]})
    check(code(status, reply) == 400, "a reference that is no picture", reply)
    status, reply = submit({"out_task_id": "no blanks"})
    check(code(status, reply) == 400, "an out_task_id with a blank", reply)

    status, reply = submit(params={"prompt": "a duel sandbox:reject violence"})
    error = reply["error"]
    check(
        status == 400
        and error["code"] == "moderation_blocked"
        and "safety_violations=[violence]" in error["message"]
        and "req_" in error["message"],
        "a refused prompt names its category",
        reply,
    )
    status, reply = submit(params={"prompt": "anything sandbox:no-credits"})
    check(code(status, reply) == 433, "no credits", reply)

    for query in ({"task_id": "task_none"}, {"out_task_id": "py_none"}):
        status, reply = service.call("POST", "/api/openapi/query", query)
        check(
            code(status, reply) == 400 and reply["message"] == "api task not found",
            "a task that is not there: " + str(query),
            reply,
        )
    status, reply = service.call("POST", "/v1/images/generations", {"model": MODEL})
    check(status == 400 and "prompt" in reply["error"]["message"], "images: missing prompt", reply)


if __name__ == "__main__":
    service = Service(sys.argv[1], sys.argv[2])
    openapi(service)
    images(service)
    refusals(service)
    print("all checks hold")
