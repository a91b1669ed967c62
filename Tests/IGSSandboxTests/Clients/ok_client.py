"""A client that insists on `"ok": true`, and takes any `statusCode` but the integer 200 for an error.

Written from the page Protocol with Python's standard library alone.

    ok_client.py URL KEY

Asks for two pictures of 9.2 credits from an account of 12: the second is refused.
"""

import http.client
import json
import sys
import time
import urllib.parse
import uuid

from independent_client import check, read_png


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message


def exchange(method, url, headers=None, body=None):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request(method, parts.path, body, headers or {})
    reply = connection.getresponse()
    return reply.status, reply.read()


class Client:
    def __init__(self, url, key):
        self.url = url
        self.headers = {
            "Authorization": "Bearer " + key,
            "Content-Type": "application/json",
            "User-Agent": "ok-client/1",
        }

    def call(self, method, path, body=None):
        """Returns the reply's `data`."""
        text = None if body is None else json.dumps(body)
        _, content = exchange(method, self.url + path, self.headers, text)
        reply = json.loads(content)
        assert reply["ok"] is True, content
        assert type(reply["statusCode"]) is int, content
        assert isinstance(reply["message"], str), content
        if reply["statusCode"] != 200:
            raise Refused(reply["statusCode"], reply["message"])
        return reply["data"]

    def submit(self, **params):
        name = "ok_" + uuid.uuid4().hex
        body = {"model": "gpt_image_2_official", "params": params, "out_task_id": name}
        return self.call("POST", "/api/openapi/submit", body)["task_id"]

    def query(self, task_id):
        return self.call("POST", "/api/openapi/query", {"task_id": task_id})


def refusal(call, *arguments, **options):
    try:
        return "no refusal", call(*arguments, **options)
    except Refused as error:
        return error.code, error.message


if __name__ == "__main__":
    client = Client(sys.argv[1], sys.argv[2])
    check(client.call("GET", "/api/openapi/balance") == {"credits": 12}, "the balance is told")
    task = client.submit(prompt="a mill at dusk", aspect_ratio="16:9")
    deadline = time.monotonic() + 30
    while (data := client.query(task))["status"] != "completed":
        check(time.monotonic() < deadline, "the task is on its way")
        time.sleep(0.05)
    status, picture = exchange("GET", data["output"][0]["url"])
    check(status == 200 and read_png(picture) == (1536, 864), "the picture has the table's pixels")
    check(data["credits_used"] == 9.2, "and its price")

    code, message = refusal(client.submit, prompt="a mill")
    check((code, message) == (433, "not enough credits"), "an empty account is refused", code, message)
    code, message = refusal(client.submit, prompt="a mill", aspect_ratio="4:3", resolution="4K")
    check(code == 400 and "4:3" in message, "a pair that does not exist is refused", code, message)
    code, message = refusal(client.query, "task_none")
    check((code, message) == (400, "api task not found"), "a task that is not there", code, message)
    status, page = exchange("GET", client.url + "/api/openapi/nowhere")
    check(status == 200 and b"<html>" in page, "a route that is not there is a page", status, page)
    print("all checks hold")
