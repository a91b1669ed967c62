import IGSScript

/// The text of a table's file, from which bytes are taken one after the other. It counts the lines.
struct TableText {
    /// The line of the next byte, from 1. A line ends with LF, CR LF, or CR.
    private(set) var line = 1
    private let source: TableSource
    private var piece: [UInt8] = []
    private var index = 0
    private var isAfterReturn = false

    init(_ source: TableSource) {
        self.source = source
    }

    /// How messages name the file.
    var name: String { source.name }

    /// Returns how messages name a line; `nil` means that of the next byte.
    func place(_ line: Int? = nil) -> String { "\(name):\(line ?? self.line)" }

    /// Returns the next byte without taking it; `nil` at the end.
    mutating func peek() throws(Diagnostic) -> UInt8? {
        if index == piece.count {
            piece = try source.nextPiece(line: line)
            index = 0
            if piece.isEmpty { return nil }
        }
        return piece[index]
    }

    /// Takes the next byte; `nil` at the end.
    mutating func take() throws(Diagnostic) -> UInt8? {
        guard let byte = try peek() else { return nil }
        index += 1
        if byte == .carriageReturn || (byte == .newline && !isAfterReturn) { line += 1 }
        isAfterReturn = byte == .carriageReturn
        return byte
    }

    /// Takes the next byte if it is a certain one, and returns whether it was.
    mutating func takes(_ byte: UInt8) throws(Diagnostic) -> Bool {
        guard try peek() == byte else { return false }
        _ = try take()
        return true
    }

    /// Takes a line break if there is one, and returns whether there was.
    mutating func takesLineBreak() throws(Diagnostic) -> Bool {
        guard try takes(.carriageReturn) else { return try takes(.newline) }
        _ = try takes(.newline)
        return true
    }

    /// Takes the bytes up to one at which a run ends, or up to the end of what has been read of the file. A line break
    /// has to end a run.
    mutating func takeRun(into bytes: inout [UInt8], endsAt isEnd: (UInt8) -> Bool) {
        let start = index
        while index < piece.count, !isEnd(piece[index]) { index += 1 }
        guard index > start else { return }
        bytes += piece[start..<index]
        isAfterReturn = false
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quote = UInt8(ascii: "\"")

    var isLineBreak: Bool { self == .newline || self == .carriageReturn }
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
