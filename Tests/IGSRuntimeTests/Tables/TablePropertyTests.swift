import FoundationEssentials
import IGSScript
import IGSTestSupport
import Testing

/// Made-up tables are read as Python reads them; `read_tables.py` says in what igs differs.
@Suite struct TablePropertyTests {
    /// What Python says of a file.
    private struct Answer: Decodable {
        let headers: [String]?
        let rows: [Row]?
        let refused: [String]?

        struct Row: Decodable {
            let line: Int
            let cells: [String]

            init(from decoder: any Decoder) throws {
                var values = try decoder.unkeyedContainer()
                line = try values.decode(Int.self)
                cells = try values.decode([String].self)
            }
        }

        /// Returns the ending of a file's name, after the identifier if it is refused.
        func kind(of name: String) -> String {
            let ending = String(name.split(separator: ".").last ?? "")
            return refused.map { "\($0[0].prefix(5)) \(ending)" } ?? ending
        }

        /// Whether igs reads the same.
        func matches(_ reading: TableReading) -> Bool {
            switch reading {
            case .table(let headers, let rows):
                let expected = (self.rows ?? []).enumerated().map { index, row in
                    TableRow(number: index + 1, line: row.line, cells: row.cells)
                }
                // Bytes are compared: equal texts can differ in the composition of their characters.
                return refused == nil && headers == self.headers && rows == expected
                    && zip(rows, expected).allSatisfy {
                        $0.cells.map { Array($0.utf8) } == $1.cells.map { Array($0.utf8) }
                    }
            case .refused(let lines):
                guard let refused, let message = lines.first else { return false }
                return refused.count == 2 && message.hasPrefix(refused[0])
                    && message.hasSuffix(refused[1])
            }
        }
    }

    @Test func `made-up tables are read as Python reads them`() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("tables"), withIntermediateDirectories: false)
        let names = try (0..<600).map { number in
            var table = MadeUpTable(seed: UInt64(number))
            let name: String
            switch number % 9 {
            case 0...1:
                table.makeSoup()
                name = "\(number).\(number.isMultiple(of: 4) ? "tsv" : "csv")"
            case 2...5:
                table.makeRows(separator: nil)
                name = "\(number).csv"
            case 6:
                table.makeRows(separator: "\t")
                name = "\(number).tsv"
            default:
                table.makeObjects()
                name = "\(number).jsonl"
            }
            try folder.write(table.text, to: "tables/\(name)")
            return name
        }
        let python = try IgsProcess(
            [
                "-I", "-B", SourceTree.path("Tests/IGSRuntimeTests/Tables/read_tables.py"),
                folder.file("tables"),
            ], program: "/usr/bin/python3", in: folder.path,
            environment: ["PATH": "/usr/bin:/bin"], scratch: folder.path)
        let outcome = try await python.outcome(within: .seconds(60))
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.lines.count == names.count)
        var kinds: [String: Int] = [:]
        for (name, line) in zip(names, outcome.lines) {
            let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
            let path = folder.file("tables/\(name)")
            let text = try folder.read("tables/\(name)").debugDescription
            for length in [1 << 16, 1 + text.utf8.count % 5] {
                let reading = TableReading(path, by: length)
                #expect(
                    answer.matches(reading), "\(name): \(text)\nPython: \(line)\nigs: \(reading)")
            }
            kinds[answer.kind(of: name), default: 0] += 1
        }
        // There are enough of each kind.
        for kind in ["csv", "tsv", "jsonl"] { #expect(kinds[kind, default: 0] > 20, "\(kinds)") }
        for kind in ["E0274 csv", "E0275 csv", "E0276 csv", "E0274 tsv", "E0274 jsonl"] {
            #expect(kinds[kind, default: 0] > 2, "\(kinds)")
        }
    }
}
