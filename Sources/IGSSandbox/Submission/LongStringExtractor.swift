import Glibc

/// Takes long pictures out of a JSON text while it arrives, in pieces that are cut anywhere.
///
/// All that it knows of JSON is where strings begin and end. A string that grows beyond 64 KiB and looks like a data
/// URI or bare base64 goes to the ``ReferenceStore`` piece by piece, and a short name replaces it in the
/// ``skeleton``. Names have a random part, so that no string of the caller's is mistaken for one.
struct LongStringExtractor {
    static let maximumSkeletonByteCount = 8 << 20
    private static let longByteCount = 64 << 10
    private static let windowByteCount = 16 << 10

    /// The JSON without its long pictures.
    private(set) var skeleton: [UInt8] = []
    private(set) var pictures: Pictures

    private enum Place {
        case outside
        /// Inside a string whose content begins at this offset of the skeleton.
        case string(start: Int)
        /// Inside a string that goes to the store.
        case picture(ReferenceIntake)
    }

    private var place = Place.outside
    /// An escape sequence that has begun but not ended, with its backslash.
    private var escape: [UInt8] = []

    init(store: ReferenceStore) {
        pictures = Pictures(store: store)
    }

    /// Reads the next piece of the text.
    ///
    /// - Throws: `Refusal`.
    mutating func read(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch place {
            case .outside: try readOutside(&rest)
            case .string, .picture: try readInside(&rest)
            }
        }
    }
}

private typealias Piece = Slice<UnsafeRawBufferPointer>

extension LongStringExtractor {
    private mutating func readOutside(_ rest: inout Piece) throws {
        let quote = Self.index(of: UInt8(ascii: "\""), in: rest)
        let end = quote.map { $0 + 1 } ?? rest.endIndex
        try keep(rest[..<end])
        rest = rest[end...]
        if quote != nil { place = .string(start: skeleton.count) }
    }

    private mutating func readInside(_ rest: inout Piece) throws {
        guard escape.isEmpty else { return try takeEscaped(rest.removeFirst()) }
        // A window keeps the two searches short if a text has many escapes.
        let window = rest.prefix(Self.windowByteCount)
        let quote = Self.index(of: UInt8(ascii: "\""), in: window) ?? window.endIndex
        let end = Self.index(of: UInt8(ascii: "\\"), in: window[..<quote]) ?? quote
        try take(rest[..<end])
        rest = rest[end...]
        guard end < window.endIndex else { return }
        let special = rest.removeFirst()
        if special == UInt8(ascii: "\"") {
            endString()
        } else {
            escape = [special]
        }
    }

    /// Takes one byte of an escape sequence, and the sequence itself once it is complete.
    private mutating func takeEscaped(_ byte: UInt8) throws {
        escape.append(byte)
        let isUnicode = escape[1] == UInt8(ascii: "u")
        guard escape.count == (isUnicode ? 6 : 2) else { return }
        let sequence = escape
        escape = []
        try sequence.withUnsafeBytes { bytes in try take(bytes[...]) }
    }

    /// Takes a run of a string's content, with escapes as they are written.
    private mutating func take(_ run: Piece) throws {
        switch place {
        case .outside:
            break
        case .picture(let intake):
            intake.append(Self.unescaped(run))
        case .string(let start):
            try keep(run)
            guard skeleton.count - start > Self.longByteCount else { return }
            let content = skeleton[start...].withUnsafeBytes { Self.unescaped($0[...]) }
            guard let intake = pictures.store.intake(beginningWith: content) else { return }
            intake.append(content)
            skeleton.removeSubrange(start...)
            place = .picture(intake)
        }
    }

    private mutating func endString() {
        if case .picture(let intake) = place {
            skeleton += Array(pictures.add(intake).utf8)
        }
        skeleton.append(UInt8(ascii: "\""))
        place = .outside
    }

    private mutating func keep(_ run: Piece) throws {
        guard skeleton.count + run.count <= Self.maximumSkeletonByteCount else {
            throw Refusal.tooLarge("the body without its pictures is larger than 8 MiB")
        }
        skeleton.append(contentsOf: run)
    }

    private static func index(of byte: UInt8, in piece: Piece) -> Int? {
        guard let base = piece.base.baseAddress, !piece.isEmpty,
            let found = memchr(base + piece.startIndex, Int32(byte), piece.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Returns the run without the escapes that occur in base64 and data URIs: `\/`, and `\u00XX` for ASCII. Others
    /// stay, and fail later.
    private static func unescaped(_ run: Piece) -> [UInt8] {
        guard index(of: UInt8(ascii: "\\"), in: run) != nil else { return Array(run) }
        var result: [UInt8] = []
        result.reserveCapacity(run.count)
        var rest = run
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let kind = rest.first else {
                result.append(byte)
                continue
            }
            let digits = String(decoding: rest.dropFirst().prefix(4), as: UTF8.self)
            if kind == UInt8(ascii: "/") {
                result.append(kind)
                rest.removeFirst()
            } else if kind == UInt8(ascii: "u"), let code = UInt8(digits, radix: 16) {
                result.append(code)
                rest = rest.dropFirst(5)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
