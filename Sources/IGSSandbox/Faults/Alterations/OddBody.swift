/// Bodies that every decoder should cope with.
enum OddBody {
    /// The words for ``bytes(_:)``.
    static let kinds = [
        "empty", "broken", "binary", "null", "array", "text", "deep", "nameless",
    ]

    /// Returns a body that is not the JSON that it claims to be.
    static func bytes(_ kind: String) -> [UInt8] {
        switch kind {
        case "empty": []
        case "binary": (0..<512).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 128) }
        case "null": Array("null".utf8)
        case "array": Array("[]".utf8)
        case "text": Array("\"accepted\"".utf8)
        case "nameless": Array(#"{"status":"error"}"#.utf8)
        case "deep": Array(repeating: UInt8(ascii: "["), count: 200_000)
        default: Array(#"{"code":200,"data":[{"status":"submitted","task_id":"task_"#.utf8)
        }
    }

    /// Returns a body without an end: it begins like a picture or like JSON, and goes on for as long as it
    /// is read.
    static func endless(for place: FaultPlace) -> ResponseBody {
        let start: [UInt8] =
            place == .download
            ? [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            : Array(#"{"code":200,"data":[{"status":"submitted","task_id":""#.utf8)
        return .stream(byteCount: nil) { write in
            try await write(start)
            let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 64 << 10)
            while !Task.isCancelled { try await write(piece) }
            throw CancellationError()
        }
    }

    /// Returns zeros in gzip: members of 64 KB, each of which becomes 64 MiB.
    static func bomb(memberCount: Int) -> ResponseBody {
        .stream(byteCount: memberCount * bombMember.count) { write in
            for _ in 0..<memberCount { try await write(bombMember) }
        }
    }

    private static let bombMember = Compression.gzipped(
        [UInt8](repeating: 0, count: 64 << 20), level: 9)
}
