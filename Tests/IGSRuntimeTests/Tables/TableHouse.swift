import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// What becomes of a file as a table.
enum TableReading: Equatable, CustomStringConvertible {
    case table(headers: [String], rows: [TableRow])
    /// What is said of it: the identifier and the message, then the notes.
    case refused([String])

    /// Reads a file in pieces of a length, twice: for the check, and for the rows.
    init(_ path: String, by pieceByteCount: Int = 1 << 16) {
        do throws(Diagnostic) {
            let name = String(path.split(separator: "/").last ?? "")
            let table = try TableFile(reading: path, name: name, by: pieceByteCount)
            var rows: [TableRow] = []
            var reader = try table.rows()
            while let row = try reader.next() { rows.append(row) }
            #expect(rows.count == table.rowCount)
            #expect(rows.map(\.number) == Array(1..<rows.count + 1))
            #expect(rows.allSatisfy { $0.cells.count == table.columns.count })
            self = .table(headers: table.columns.map(\.header), rows: rows)
        } catch {
            self = .refused(["\(error.shownID ?? "") \(error.message)"] + error.notes)
        }
    }

    /// Its rows, each after the line in which it begins.
    var lines: [String] {
        guard case .table(_, let rows) = self else { return [description] }
        return rows.map { "\($0.line): \($0.cells.joined(separator: "|"))" }
    }

    var description: String {
        switch self {
        case .table(let headers, _):
            ([headers.joined(separator: "|")] + lines).joined(separator: "\n")
        case .refused(let lines): lines.joined(separator: "\n")
        }
    }
}

extension TemporaryFolder {
    /// Reads a text as a table.
    func table(_ text: String, _ name: String = "t.csv") throws -> TableReading {
        TableReading(try write(text, to: name))
    }
}
