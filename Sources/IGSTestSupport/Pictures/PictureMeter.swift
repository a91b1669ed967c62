import FoundationEssentials

/// Decodes PNG files with Python's zlib, and none of our own code, so that an error in our code cannot hide here.
///
/// It checks what the PNG specification says: the signature, the length and checksum of every chunk, the header, the
/// complete pixel data and its filters, and that nothing follows the end.
package enum PictureMeter {
    /// The size of a picture.
    package struct Picture: Hashable, Sendable, CustomStringConvertible {
        /// In pixels.
        package let width: Int
        /// In pixels.
        package let height: Int

        /// Creates a size.
        package init(_ width: Int, _ height: Int) {
            self.width = width
            self.height = height
        }

        /// The size as `1536x864`.
        package var description: String { "\(width)×\(height)" }
    }

    /// Measures PNG files.
    ///
    /// - Parameter scratch: a folder that exists, for the decoder's output.
    /// - Returns: the pictures in the order of the paths.
    /// - Throws: `IgsProcess.Failure` if one of them is not a whole PNG.
    package static func measure(_ paths: [String], scratch: String) async throws -> [Picture] {
        guard !paths.isEmpty else { return [] }
        let process = try IgsProcess(
            ["-I", "-c", program] + paths, program: "/usr/bin/python3", in: "/",
            environment: ["PATH": "/usr/bin:/bin"], scratch: scratch)
        let outcome = try await process.outcome(within: .seconds(60))
        guard outcome.exitCode == 0, outcome.lines.count == paths.count else {
            throw IgsProcess.Failure(description: outcome.errors)
        }
        return outcome.lines.map { line in
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            return Picture(numbers.first ?? 0, numbers.last ?? 0)
        }
    }

    private static let program = #"""
        import struct, sys, zlib

        def check(holds, what):
            if not holds:
                sys.exit(path + ": " + what)

        for path in sys.argv[1:]:
            with open(path, "rb") as file:
                data = file.read()
            check(data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG signature")
            place, kinds, packed = 8, [], []
            while place < len(data):
                check(place + 12 <= len(data), "a chunk is cut off")
                length, kind = struct.unpack(">I4s", data[place:place + 8])
                check(place + 12 + length <= len(data), "a chunk is cut off")
                content = data[place + 8:place + 8 + length]
                checksum, = struct.unpack(">I", data[place + 8 + length:place + 12 + length])
                check(zlib.crc32(kind + content) == checksum, "a checksum is wrong")
                kinds.append(kind)
                if kind == b"IHDR":
                    width, height, depth, colour, packing, filters, interlacing = struct.unpack(">IIBBBBB", content)
                if kind == b"IDAT":
                    packed.append(content)
                place += 12 + length
                if kind == b"IEND":
                    break
            check(kinds[:1] == [b"IHDR"] and kinds[-1] == b"IEND", "no header or no end")
            check(place == len(data), "something follows the end")
            check(depth == 8 and colour in (2, 6) and interlacing == 0, "an unusual form")
            stream = zlib.decompressobj()
            rows = stream.decompress(b"".join(packed))
            check(stream.eof and not stream.unused_data, "the pixels are cut off")
            stride = 1 + width * (3 if colour == 2 else 4)
            check(len(rows) == stride * height, "not all rows are there")
            check(max(rows[::stride]) <= 4, "an unknown filter")
            check(len(set(zlib.crc32(rows[at:at + stride]) for at in range(0, len(rows), stride))) > 8, "the picture is blank")
            print(width, height)
        """#
}
