"""Decrypts connections: each message on the socket that is standard input carries two descriptors, an encrypted
connection and where to pass on what is in it, and names the files of the certificate and of its key, and the
protocols to offer. Exits when that socket ends."""

import asyncio
import functools
import socket
import ssl


@functools.cache
def context(certificate, key, *protocols):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    if protocols:
        made.set_alpn_protocols(protocols)
    return made


async def pass_on(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def serve(encrypted, plain, words):
    loop = asyncio.get_running_loop()
    plain_reader, plain_writer = await asyncio.open_unix_connection(sock=plain)
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    try:
        transport, _ = await loop.connect_accepted_socket(
            lambda: protocol, encrypted, ssl=context(*words), ssl_shutdown_timeout=2
        )
    except OSError:
        plain_writer.close()
        return
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    await asyncio.gather(pass_on(reader, plain_writer), pass_on(plain_reader, writer))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    control = socket.socket(fileno=0)
    control.setblocking(False)
    ended = asyncio.Event()
    serving = set()

    def receive():
        message, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if not message:
            loop.remove_reader(control)
            ended.set()
            return
        encrypted, plain = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        task = loop.create_task(serve(encrypted, plain, message.decode().split("\n")))
        serving.add(task)
        task.add_done_callback(serving.discard)

    loop.add_reader(control, receive)
    await ended.wait()


asyncio.run(main())
