"""Checks all 39 cells of the pixel table, in both dialects: 32 pictures decoded and measured, 7 pairs refused.

    pixel_table.py URL KEY
"""

import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from independent_client import DONE, MODEL, Service, check, code, download, read_png

TABLE = """
1:1  1024x1024 2048x2048 -
3:2  1536x1024 2048x1360 -
2:3  1024x1536 1360x2048 -
4:3  1024x768  2048x1536 -
3:4  768x1024  1536x2048 -
5:4  1280x1024 2560x2048 -
4:5  1024x1280 2048x2560 -
16:9 1536x864  2048x1152 3840x2160
9:16 864x1536  1152x2048 2160x3840
2:1  2048x1024 2688x1344 3840x1920
1:2  1024x2048 1344x2688 1920x3840
21:9 2016x864  2688x1152 3840x1648
9:21 864x2016  1152x2688 1648x3840
"""


def submit(service, dialect, ratio, tier):
    prompt = "a harbour at dusk"
    if dialect == "openapi":
        return service.call(
            "POST",
            "/api/openapi/submit",
            {
                "model": MODEL,
                "params": {"prompt": prompt, "aspect_ratio": ratio, "resolution": tier, "quality": "low"},
                "out_task_id": uuid.uuid4().hex,
            },
        )
    return service.call(
        "POST",
        "/v1/images/generations",
        {"model": MODEL, "prompt": prompt, "size": ratio, "resolution": tier.lower(), "quality": "low"},
    )


def measured(service, task):
    deadline = time.monotonic() + 30
    while True:
        _, reply = service.call("GET", "/v1/tasks/" + task)
        if reply["data"]["status"] in DONE:
            return read_png(download(reply["data"]["result"]["images"][0]["url"][0]))
        assert time.monotonic() < deadline, "the task does not end"
        time.sleep(0.02)


def cell(service, dialect, ratio, tier, expected):
    name = f"{dialect} {ratio} {tier}"
    status, reply = submit(service, dialect, ratio, tier)
    if expected == "-":
        check(code(status, reply) == 400, name + " is refused", status, reply)
        return 0
    check(code(status, reply) == 200, name + " is accepted", reply)
    # The service's own dialect has an object in `data`, the other a list.
    accepted = reply["data"] if dialect == "openapi" else reply["data"][0]
    width, height = measured(service, accepted["task_id"])
    check(f"{width}x{height}" == expected, name + " is " + expected, (width, height))
    return 1


if __name__ == "__main__":
    service = Service(sys.argv[1], sys.argv[2])
    cells = [
        (dialect, row.split()[0], tier, expected)
        # Dialects innermost, so that the sandbox need not paint a picture twice.
        for row in TABLE.split("\n")
        if row
        for tier, expected in zip(("1K", "2K", "4K"), row.split()[1:], strict=True)
        for dialect in ("openapi", "images")
    ]
    with ThreadPoolExecutor(4) as pool:
        pictures = sum(pool.map(lambda each: cell(service, *each), cells))
    check(len(cells) == 78 and pictures == 64, "39 cells in two dialects", len(cells), pictures)
    print("all checks hold")
