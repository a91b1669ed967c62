"""A client that insists on `data` as an object with a status or its own id, as public clients of the service do.

Written from the page Protocol with Python's standard library alone.

    data_client.py URL KEY

Asks for two pictures of 9.2 credits from an account of 12: the second is refused.
"""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid

from independent_client import check, download, read_png


class ServiceFailure(Exception):
    pass


class Client:
    def __init__(self, url, key):
        self.url, self.key = url, key

    def post(self, path, body):
        """Returns the reply's `data`, which must be an object."""
        request = urllib.request.Request(
            self.url + path,
            data=json.dumps(body).encode(),
            headers={
                "Authorization": "Bearer " + self.key,
                "Content-Type": "application/json",
                "User-Agent": "data-client/1",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                text = reply.read().decode()
        except urllib.error.HTTPError as error:
            raise ServiceFailure(error.read().decode()) from error
        try:
            data = json.loads(text).get("data")
        except ValueError as error:
            raise ServiceFailure("no JSON: " + text[:100]) from error
        if not isinstance(data, dict):
            raise ServiceFailure(text)
        return data

    def submit(self, out_task_id, **params):
        body = {"model": "gpt_image_2_official", "params": params, "out_task_id": out_task_id}
        data = self.post("/api/openapi/submit", body)
        if data.get("out_task_id") != out_task_id and "status" not in data:
            raise ServiceFailure(f"neither a status nor our id: {data!r}")
        return data

    def wait(self, out_task_id):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            data = self.post("/api/openapi/query", {"out_task_id": out_task_id})
            if data["status"] == "completed":
                return data["output"][0]["url"]
            if data["status"] not in ("pending", "processing"):
                raise ServiceFailure(repr(data))
            time.sleep(0.05)
        raise ServiceFailure("no end")


def failure(call, *arguments, **options):
    try:
        return f"no failure: {call(*arguments, **options)!r}"
    except ServiceFailure as error:
        return str(error)


if __name__ == "__main__":
    client = Client(sys.argv[1], sys.argv[2])
    name = "data_" + uuid.uuid4().hex
    data = client.submit(name, prompt="a mill", aspect_ratio="3:2", resolution="1K")
    check(data["out_task_id"] == name and data["status"] == "pending", "data is an object", data)
    check(read_png(download(client.wait(name))) == (1536, 1024), "the picture has the table's pixels")

    told = failure(client.submit, "data_" + uuid.uuid4().hex, prompt="a mill")
    check('"statusCode":433' in told and '"data":null' in told, "an empty account is a failure", told)
    told = failure(client.submit, "data_" + uuid.uuid4().hex, prompt=" ")
    check('"statusCode":400' in told and "prompt" in told, "an empty prompt is a failure", told)
    told = failure(client.submit, "data_" + uuid.uuid4().hex, prompt="sandbox:reject hate")
    check("safety_violations=[hate]" in told, "so is the review's refusal", told)
    told = failure(client.post, "/api/openapi/query", {"out_task_id": "data_none"})
    check("api task not found" in told, "and a task that is not there", told)
    told = failure(client.post, "/api/openapi/nowhere", {})
    check("no JSON" in told and "<html>" in told, "and a route that is not there", told)
    client.key = "wrong"
    check('"statusCode":401' in failure(client.submit, name, prompt="a mill"), "and a wrong key")
    print("all checks hold")
