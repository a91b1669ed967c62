"""What an independent client makes of the faults of faults.plan: Python's standard library alone.

    faults_client.py URL KEY

Prints one line a check, and ends with status 1 at the first that fails.
"""

import http.client
import sys
import time
import urllib.parse
import urllib.request
import zlib

from independent_client import DONE, MODEL, Service, check, read_png


def submit(service, identifier):
    return service.call(
        "POST",
        "/api/openapi/submit",
        {"model": MODEL, "params": {"prompt": "a mill"}, "out_task_id": identifier},
    )


def find(service, identifier):
    return service.call("POST", "/api/openapi/query", {"out_task_id": identifier})[1]


def failure(call, *arguments):
    """Returns the kind of exception that a call ends with."""
    try:
        return f"no failure: {call(*arguments)!r}"
    except Exception as error:
        reason = getattr(error, "reason", error)
        return type(reason if isinstance(reason, Exception) else error).__name__


def result_url(service, identifier):
    deadline = time.monotonic() + 30
    while True:
        data = find(service, identifier)["data"]
        if data["status"] in DONE:
            return data["output"][0]["url"]
        check(time.monotonic() < deadline, "the task ends in time")
        time.sleep(0.02)


def download(url):
    with urllib.request.urlopen(url, timeout=30) as reply:
        return reply.read()


def submissions(service):
    check(failure(submit, service, "p1") == "RemoteDisconnected", "a reply that is lost")
    check("task_id" in find(service, "p1")["data"], "its task is found by the caller's id")
    check(failure(submit, service, "p2") == "ConnectionResetError", "a connection that is reset")
    check("not found" in find(service, "p2")["message"], "before anything was accepted")
    check(failure(submit, service, "p3") == "IncompleteRead", "a reply that ends early")
    check(failure(submit, service, "p4") == "JSONDecodeError", "a page in place of JSON")
    status, reply = submit(service, "p5")
    check(status == 429 and reply["statusCode"] == 429, "a limit is told", status, reply)
    status, reply = submit(service, "p6")
    check(reply["data"]["task_id"] == "" and status == 200, "accepted without a task_id", reply)


def downloads(service):
    url = result_url(service, "p1")
    check(failure(read_png, download(url)) == "error", "a picture that ends early")
    check(failure(read_png, download(url)) == "AssertionError", "a picture with other bytes in it")
    check(read_png(download(url)) == (64, 64), "a picture of other pixels")
    check(download(url)[:3] == b"\xff\xd8\xff", "a JPEG under .png")
    check(download(url)[8:12] == b"WEBP", "a WebP under .png")
    bomb = zlib.decompressobj(31)
    check(len(bomb.decompress(download(url))) == 64 << 20, "a member of the gzip bomb")
    check(bomb.unused_data[:2] == b"\x1f\x8b", "and another")
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", parts.path)
    reply = connection.getresponse()
    target = urllib.parse.urlsplit(reply.getheader("Location"))
    check(reply.status == 307 and target.hostname == "localhost", "a redirect to another host")
    whole = download(url)
    check(read_png(whole) == (1024, 1024), "and then the picture")
    compressed(url, whole)


def compressed(url, whole):
    """What nobody asked to have compressed: zlib knows each form by its window."""

    def body(encoding):
        with urllib.request.urlopen(url, timeout=30) as reply:
            check(reply.getheader("Content-Encoding") == encoding, "it says " + encoding)
            return reply.read()

    check(zlib.decompress(body("gzip"), 31) == whole, "a picture in gzip")
    check(zlib.decompress(body("x-gzip"), 31) == whole, "by its old name")
    check(zlib.decompress(body("deflate"), 15) == whole, "in deflate, wrapped")
    check(zlib.decompress(body("deflate"), -15) == whole, "in deflate, bare")
    check(zlib.decompress(zlib.decompress(body("gzip, gzip"), 31), 31) == whole, "in gzip, twice")
    check(failure(zlib.decompress, body("gzip"), 31) == "error", "in half of a gzip")
    check(body("gzip") == whole, "not in gzip, though it says so")
    check(body("identity") == whole, "as it is")
    small = body("gzip")
    check(len(small) < 70_000 and len(zlib.decompress(small, 31)) == 64 << 20, "a small bomb")


if __name__ == "__main__":
    service = Service(sys.argv[1], sys.argv[2])
    submissions(service)
    downloads(service)
    print("all checks hold")
