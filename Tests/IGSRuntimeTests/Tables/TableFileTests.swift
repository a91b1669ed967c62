import FoundationEssentials
import Glibc
import IGSJobs
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// Which files are tables, and that they stay what they were.
@Suite struct TableFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func refusal(_ name: String) -> String {
        TableReading(folder.file(name)).description
    }

    @Test func `a table has the name that it is given, and the digest of its bytes`() throws {
        let path = try folder.write("\u{FEFF}name,unit price\nmug,5\n", to: "products.csv")
        let table = try TableFile(reading: path, name: "./products.csv")
        #expect(table.name == "./products.csv")
        #expect(table.columns.map(\.variable) == ["name", "unit_price"])
        #expect(table.rowCount == 1)
        #expect(table.digest == ContentDigest.ofFile(path))
        let message = TableMessages.missing("data/prodcts.csv", nearest: "products.csv")
        #expect(message.notes == ["did you mean 'data/products.csv'?"])
    }

    @Test func `a table can be gone through several times, and by several at once`() throws {
        let path = try folder.write("a\n1\n2\n", to: "t.csv")
        let table = try TableFile(reading: path, name: "t.csv")
        var (first, second) = (try table.rows(), try table.rows())
        #expect(try first.next()?.cells == ["1"])
        #expect(try second.next()?.cells == ["1"])
        #expect(try first.next() == TableRow(number: 2, line: 3, cells: ["2"]))
        #expect(try first.next() == nil)
        #expect(try first.next() == nil)
        #expect(try second.next()?.number == 2)
    }

    @Test func `an ending in capitals and a link are the same`() throws {
        #expect(try folder.table("a\n1", "T.CSV").lines == ["2: 1"])
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.csv"), withDestinationPath: "T.CSV")
        #expect(TableReading(folder.file("link.csv")).lines == ["2: 1"])
    }

    @Test func `a file that is not there is told of, with the nearest table`() throws {
        try folder.write("a\n1", to: "products.csv")
        try folder.write("", to: "product.png")
        #expect(
            refusal("produts.csv") == """
                E0273 the table 'produts.csv' cannot be read: there is no such file
                did you mean 'products.csv'?
                """)
        #expect(
            refusal("other/a.csv")
                == "E0273 the table 'a.csv' cannot be read: there is no such file")
        #expect(
            refusal("products.csv/a.csv")
                == "E0273 the table 'a.csv' cannot be read: there is no such file")
        #expect(refusal("products.csv\0.csv").hasSuffix("there is no such file"))
    }

    @Test(.timeLimit(.minutes(1))) func `what is not a regular file is refused at once`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("t.csv"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.file("pipe.csv"), 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("zero.txt"), withDestinationPath: "/dev/zero")
        #expect(refusal("t.csv") == "E0273 the table 't.csv' cannot be read: it is a folder")
        for name in ["pipe.csv", "zero.txt"] {
            #expect(
                refusal(name)
                    == "E0273 the table '\(name)' cannot be read: it is not a regular file")
        }
    }

    @Test func `other endings are refused`() throws {
        try folder.write("a\n1", to: "products.csv")
        let formats = "a table is one of these files: .csv, .tsv, .jsonl, .txt"
        #expect(
            refusal("picture.png") == "E0274 'picture.png' is not a table that igs reads\n"
                + formats)
        #expect(
            refusal("products")
                == "E0274 'products' is not a table that igs reads\ndid you mean 'products.csv'?\n"
                + formats)
        #expect(
            refusal("sheet.xlsx")
                == "E0274 'sheet.xlsx' is not a table that igs reads\n\(formats)\nsave the sheet as 'CSV UTF-8' first"
        )
        #expect(refusal(".csv").hasSuffix("there is no such file"))
    }

    private static let changed = """
        E0277 the table 't.csv' has changed since it was checked
        run the script again to use it as it is now
        """

    private func outcome(_ body: () throws(Diagnostic) -> Void) -> String {
        do throws(Diagnostic) {
            try body()
            return "read"
        } catch {
            return (["\(error.shownID ?? "") \(error.message)"] + error.notes)
                .joined(separator: "\n")
        }
    }

    @Test(arguments: ["longer", "touched", "replaced"])
    func `a table that has changed since the check is refused`(change: String) throws {
        let path = try folder.write("a\n1\n", to: "t.csv")
        let table = try TableFile(reading: path, name: "t.csv")
        switch change {
        case "longer": try folder.write("a\n1\n2\n", to: "t.csv")
        case "touched": #expect(utimes(path, [timeval(), timeval()]) == 0)
        default:
            try folder.write("a\n1\n", to: "other")
            #expect(rename(folder.file("other"), path) == 0)
        }
        #expect(outcome { () throws(Diagnostic) in _ = try table.rows() } == Self.changed)
    }

    @Test func `a table that is gone since the check is missed`() throws {
        let path = try folder.write("a\n1\n", to: "t.csv")
        let table = try TableFile(reading: path, name: "t.csv")
        #expect(unlink(path) == 0)
        #expect(
            outcome { () throws(Diagnostic) in _ = try table.rows() }
                == "E0273 the table 't.csv' cannot be read: there is no such file")
    }

    @Test func `a table that changes while it is read is refused at its end`() throws {
        let path = try folder.write("a\n1\n2\n", to: "t.csv")
        let table = try TableFile(reading: path, name: "t.csv")
        var rows = try table.rows()
        #expect(try rows.next()?.number == 1)
        #expect(utimes(path, [timeval(), timeval()]) == 0)
        let outcome = outcome { () throws(Diagnostic) in while try rows.next() != nil {} }
        #expect(outcome == Self.changed)
    }
}
