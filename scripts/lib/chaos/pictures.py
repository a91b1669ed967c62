"""PNG pictures: one to refer to, and what a whole one is."""

import struct
import zlib

from violation import demand

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def tiny(shade=0):
    """A PNG of one pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes([0, shade]))) + chunk(b"IEND", b"")


def size(data, name):
    """The pixels of a PNG, which is demanded to be whole: every chunk's checksum, and the end.

    Bytes behind the end are no defect."""
    demand(data[:8] == SIGNATURE, f"{name} is not a PNG")
    width, height = struct.unpack(">II", data[16:24])
    position, kind = 8, b""
    while position + 12 <= len(data) and kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[position:position + 8])
        end = position + 12 + length
        demand(end <= len(data), f"{name} is cut short")
        checksum, = struct.unpack(">I", data[end - 4:end])
        demand(checksum == zlib.crc32(data[position + 4:end - 4]), f"{name} is damaged at {position}")
        position = end
    demand(kind == b"IEND", f"{name} does not end as a PNG does")
    return width, height
