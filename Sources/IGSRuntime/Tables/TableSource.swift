import Glibc
import IGSJobs
import IGSScript
import SHA2

/// The bytes of a table's file in pieces, each of which is UTF-8 text of whole characters. A byte order mark is left out.
final class TableSource {
    /// The length of a piece, unless a test wants another.
    static let pieceByteCount = 64 * 1_024

    /// How messages name the file.
    let name: String
    /// The version of the file that is read.
    let version: FileIdentity
    private let path: String
    private let file: OpenFile
    private let pieceByteCount: Int
    private var hash = SHA256()
    private var isAtStart = true
    /// The first bytes of a character whose end is in the next piece.
    private var begun: [UInt8] = []
    /// What follows the last piece instead of text.
    private var defect: Defect?

    private enum Defect {
        case notUTF8(UInt8)
        case nul
    }

    /// Opens a file.
    ///
    /// - Parameter version: Which version it has to be; `nil` means any.
    /// - Throws: ``Diagnostic`` if it cannot be opened, is not a regular file, or has another version.
    init(
        _ path: String, called name: String, _ version: FileIdentity? = nil, by pieceByteCount: Int
    ) throws(Diagnostic) {
        // The system would open another file.
        guard !path.utf8.contains(0) else { throw TableMessages.missing(name, nearest: nil) }
        do throws(DiskError) {
            file = try OpenFile(reading: path)
        } catch {
            throw [ENOENT, ENOTDIR].contains(error.errno)
                ? TableMessages.missing(name, nearest: NearbyTables.nearest(to: path))
                : TableMessages.unreadable(name, SystemError.reading(error.errno))
        }
        guard file.isRegular, let found = file.identity else {
            throw TableMessages.unreadable(
                name, file.isFolder ? SystemError.folder : SystemError.notRegular)
        }
        guard version == nil || version == found else { throw TableMessages.changed(name) }
        self.name = name
        self.version = found
        self.path = path
        self.pieceByteCount = pieceByteCount
    }

    /// Opens the same file again, from its start.
    func anew() throws(Diagnostic) -> TableSource {
        try TableSource(path, called: name, version, by: pieceByteCount)
    }

    /// The SHA-256 of the bytes that have been read.
    var digest: String { hash.finalize().hexadecimal }

    /// Returns the next piece, which is empty only at the file's end.
    ///
    /// - Parameter line: The line in which it begins.
    /// - Throws: ``Diagnostic`` if what comes next is not text, or if the file changed while it was read.
    func nextPiece(line: Int) throws(Diagnostic) -> [UInt8] {
        while defect == nil {
            let bytes = try read()
            hash.update(bytes)
            if bytes.isEmpty {
                guard file.identity == version else { throw TableMessages.changed(name) }
                guard let byte = begun.first else { return [] }
                defect = .notUTF8(byte)
            } else {
                let piece = text(in: begun.isEmpty ? bytes : begun + bytes)
                if !piece.isEmpty { return piece }
            }
        }
        throw diagnosis(line: line)
    }

    private func read() throws(Diagnostic) -> [UInt8] {
        do throws(DiskError) {
            return try file.read(upTo: pieceByteCount)
        } catch {
            throw TableMessages.unreadable(name, SystemError.reading(error.errno))
        }
    }

    /// Returns the text with which some bytes begin, and notes what follows it.
    private func text(in bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        begun = []
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let (start, end) = (error.byteOffsets.lowerBound, error.byteOffsets.upperBound)
            if error.kind == .truncatedScalar, end == bytes.count {
                begun = Array(bytes[start...])
            } else {
                defect = .notUTF8(bytes[start])
            }
            bytes.removeSubrange(start...)
        }
        if let start = bytes.firstIndex(of: 0) {
            defect = .nul
            bytes.removeSubrange(start...)
        }
        if isAtStart, !bytes.isEmpty {
            isAtStart = false
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        }
        return bytes
    }

    private func diagnosis(line: Int) -> Diagnostic {
        let head = try? OpenFile(reading: path).read(upTo: 64)
        if let head, Self.isUTF16(head) { return TableMessages.utf16(name) }
        let place = "\(name):\(line)"
        return switch defect {
        case .notUTF8(let byte): TableMessages.notUTF8(byte, at: place)
        default: TableMessages.nul(at: place)
        }
    }

    /// Whether a file that is not UTF-8 and begins with some bytes is UTF-16: they are a byte order mark, or at least
    /// half of all characters are ASCII ones.
    private static func isUTF16(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
        let even = head.indices.filter { $0.isMultiple(of: 2) && head[$0] == 0 }.count
        let odd = head.indices.filter { !$0.isMultiple(of: 2) && head[$0] == 0 }.count
        return min(even, odd) == 0 && max(even, odd) * 4 >= head.count && head.count > 1
    }
}
