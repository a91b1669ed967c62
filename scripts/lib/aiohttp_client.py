"""Does with aiohttp what igs does for jobs: submits, asks, fetches, and keeps each picture by its SHA-256.

Usage: aiohttp_client.py ORIGIN JOBS CONCURRENCY SECONDS-BETWEEN-QUERIES FOLDER
"""

import asyncio
import hashlib
import os
import sys
import uuid

import aiohttp


async def ask(session, url, question):
    async with session.post(url, json=question) as reply:
        return (await reply.json())["data"]


async def fetch(session, url, folder):
    digest = hashlib.sha256()
    part = os.path.join(folder, uuid.uuid4().hex)
    async with session.get(url) as reply:
        with open(part, "wb") as file:
            async for piece in reply.content.iter_any():
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    os.rename(part, os.path.join(folder, digest.hexdigest() + ".png"))


async def run_job(session, turn, number, origin, interval, folder):
    async with turn:
        parameters = {"prompt": f"picture {number} of a harbour", "aspect_ratio": "1:1", "quality": "low"}
        request = {"model": "gpt_image_2_official", "params": parameters, "out_task_id": uuid.uuid4().hex}
        task = (await ask(session, f"{origin}/api/openapi/submit", request))["task_id"]
        report = {"status": "pending"}
        while report["status"] != "completed":
            await asyncio.sleep(interval)
            report = await ask(session, f"{origin}/api/openapi/query", {"task_id": task})
        await fetch(session, report["output"][0]["url"], folder)


async def main():
    origin, jobs, concurrency, interval, folder = sys.argv[1:]
    turn = asyncio.Semaphore(int(concurrency))
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer demo"}) as session:
        await asyncio.gather(
            *(run_job(session, turn, number, origin, float(interval), folder) for number in range(int(jobs))))


asyncio.run(main())
