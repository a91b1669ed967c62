import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// A table is the same, whatever pieces its file is read in.
@Suite struct TablePieceTests {
    private static let tables: [(name: String, text: String)] = [
        ("t.csv", "\u{FEFF}\"größe\"\"s\",b\r\n\"水\r\n\"\"😀\r\",\"\"\r\n\r\n5\",é\rx,y\n"),
        ("t.csv", "\r\n\na;b\n\"1\"\"\n\n2\"x;3\n"), ("t.csv", "a,b\n\"😀\n"),
        ("t.csv", "a,b\r\n1\r\n"),
        ("t.tsv", "a\t\"b\t\"\n\"\t\"\té\n"), ("t.csv", "\u{FEFF}"), ("t.csv", "\u{FEFF}a"),
        ("t.jsonl", "\u{FEFF}{\"é\": \"\\ud83d\\ude00水\"}\r\n\r\n{\"b\": 1.5e3}\r{}"),
        ("t.jsonl", "{\"é\": \"水\"}\n{\"b\": [}"), ("t.txt", "\u{FEFF}é\r\n\r😀\n\nx"),
    ]

    @Test(arguments: tables.indices)
    func `pieces of all lengths give the same table`(index: Int) throws {
        let (name, text) = Self.tables[index]
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: name)
        let whole = TableReading(path)
        #expect(!whole.description.hasPrefix("E0273"))
        for length in 1...text.utf8.count + 1 {
            #expect(TableReading(path, by: length) == whole, "\(length) bytes")
        }
    }

    @Test(arguments: ["\"\"", "\r\n", "\u{FEFF}", "é", "水", "😀", "\",\"", "\"\r\n\""])
    func `what lies across the end of a piece of 64 KiB is read like anything else`(
        part: String
    ) throws {
        let folder = try TemporaryFolder()
        for before in (1 << 16) - part.utf8.count - 1...(1 << 16) + 1 {
            let front = "a\n\""
            let filler = String(repeating: "x", count: before - front.utf8.count)
            let text = front + filler + part + "\"\ny"
            let reading = try folder.table(text)
            let lines: [String]
            switch part {
            case "\"\"": lines = ["2: \(filler)\"", "3: y"]
            case "\",\"":
                lines = [
                    "E0275 t.csv:2: the row has 2 cells, but the header has 1",
                    "a cell that contains ',' needs quotes: \"…\"",
                ]
            case "\"\r\n\"": lines = ["2: \(filler)", "3: ", "4: y"]
            case "\r\n": lines = ["2: \(filler)\(part)", "4: y"]
            default: lines = ["2: \(filler)\(part)", "3: y"]
            }
            #expect(reading.description.hasSuffix(lines.joined(separator: "\n")), "\(before)")
        }
    }
}
