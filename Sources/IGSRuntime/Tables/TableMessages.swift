import Glibc
import IGSScript

/// Messages about files with tables. A place is that of a line: `products.csv:17`.
enum TableMessages {
    // MARK: The file

    /// - Parameter nearest: The name of a table in the same folder that was probably meant.
    static func missing(_ name: String, nearest: String?) -> Diagnostic {
        unreadable(name, SystemError.reading(ENOENT), nearest: nearest)
    }

    static func unreadable(
        _ name: String, _ reason: String, nearest: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .unreadableTable, "the table '\(name)' cannot be read: \(reason)",
            correction: correction(of: name, to: nearest))
    }

    static func changed(_ name: String) -> Diagnostic {
        Diagnostic(
            .changedTable, "the table '\(name)' has changed since it was checked",
            notes: ["run the script again to use it as it is now"])
    }

    static func otherFormat(_ name: String, nearest: String?) -> Diagnostic {
        let endings = TableFormat.allCases.map { ".\($0.rawValue)" }
        let isSheet = ["xlsx", "xls", "ods", "numbers"].contains {
            name.lowercased().hasSuffix(".\($0)")
        }
        return Diagnostic(
            .badTable, "'\(name)' is not a table that igs reads",
            correction: correction(of: name, to: nearest),
            notes: ["a table is one of these files: \(endings.joined(separator: ", "))"]
                + (isSheet ? ["save the sheet as 'CSV UTF-8' first"] : []))
    }

    static func empty(_ name: String, _ format: TableFormat) -> Diagnostic {
        let note =
            switch format {
            case .csv, .tsv: "its first line has the names of the columns"
            case .jsonl: "each of its lines is an object, such as {\"name\": \"mug\"}"
            case .txt: "each of its lines is a row"
            }
        return Diagnostic(.badTable, "the table '\(name)' is empty", notes: [note])
    }

    /// Says that `--rows` does not know which table to take the place of.
    static func severalTables(_ one: String, _ other: String) -> Diagnostic {
        Diagnostic(
            .badTable, "--rows gives one table, but the script has '\(one)' and '\(other)'",
            notes: ["a param can name a table: param items = \(one), and rows $items { … }"])
    }

    /// Says that `--rows` gives a table to a script that does not go through one.
    static func noTable(_ path: String) -> Diagnostic {
        Diagnostic(
            .badTable, "--rows gives '\(path)', but the script goes through no table",
            notes: ["'rows FILE { … }' in the script does"])
    }

    private static func correction(of name: String, to nearest: String?) -> Correction? {
        let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
        return Correction(of: name, to: nearest.map { folder + $0 })
    }

    // MARK: Its text

    static func notUTF8(_ byte: UInt8, at place: String) -> Diagnostic {
        let hex = String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .badTable, "\(place): byte 0x\(hex) is not UTF-8 text",
            notes: advice(from: "WINDOWS-1252"))
    }

    static func utf16(_ name: String) -> Diagnostic {
        Diagnostic(
            .badTable, "the table '\(name)' is UTF-16 text, not UTF-8",
            notes: advice(from: "UTF-16"))
    }

    private static func advice(from encoding: String) -> [String] {
        [
            "save it from the spreadsheet as 'CSV UTF-8', or convert it:",
            "iconv -f \(encoding) -t UTF-8 old.csv > new.csv",
        ]
    }

    static func nul(at place: String) -> Diagnostic {
        Diagnostic(
            .badTable, "\(place): the text contains a NUL byte",
            notes: ["tables are UTF-8 text; is this a table?"])
    }

    static func cellTooLong(at place: String, isQuoted: Bool = false) -> Diagnostic {
        Diagnostic(
            .badTable, "\(place): a cell is longer than 1 MiB",
            notes: isQuoted ? ["it begins with a quote: is that closed?"] : [])
    }

    static func lineTooLong(_ limit: Int, at place: String) -> Diagnostic {
        Diagnostic(.badTable, "\(place): the line is longer than \(limit >> 20) MiB")
    }

    static func rowTooLong(at place: String) -> Diagnostic {
        Diagnostic(
            .badTable, "\(place): the row is longer than \(TableLimits.rowByteCount >> 20) MiB")
    }

    // MARK: Separated cells

    static func unclosedQuote(at place: String) -> Diagnostic {
        Diagnostic(.badTable, "\(place): the quote of a cell is never closed", notes: [quoteRule])
    }

    static func textAfterQuote(at place: String) -> Diagnostic {
        Diagnostic(
            .badTable, "\(place): text follows the closing quote of a cell", notes: [quoteRule])
    }

    private static let quoteRule =
        #"within a cell in quotes, a quote is written twice: "a 5"" plate""#

    /// - Parameter count: The number of cells; `nil` if it is more than a table may have.
    static func ragged(
        _ count: Int?, _ expected: Int, _ separator: String, at place: String
    ) -> Diagnostic {
        let limit = TableLimits.columnCount
        let cells = count.map { $0 == 1 ? "1 cell" : "\($0) cells" } ?? "more than 1,000 cells"
        let isShort = (count ?? limit) < expected
        return Diagnostic(
            .raggedRow, "\(place): the row has \(cells), but the header has \(expected)",
            notes: [
                isShort
                    ? "the cells are separated by \(separator), as in the header"
                    : "a cell that contains \(separator) needs quotes: \"…\""
            ])
    }

    // MARK: Objects

    static func notFlatObject(
        _ failure: FlatObject.Failure, _ line: [UInt8], at place: String
    ) -> Diagnostic {
        let rule = "each line is an object of its own, such as {\"name\": \"mug\"}"
        switch failure {
        case .notObject:
            let isList = line.first { !$0.isBlank } == UInt8(ascii: "[")
            return Diagnostic(
                .badTable, "\(place): the line is not a JSON object",
                notes: [rule]
                    + (isList ? ["jq -c '.[]' list.json > lines.jsonl converts a list"] : []))
        case .nested(let key):
            return Diagnostic(
                .badTable, "\(place): the value of '\(key)' is a list or an object",
                notes: ["a cell is a text, a number, true, false or null"])
        case .malformed(let index):
            let before = String(decoding: line[..<index], as: UTF8.self).unicodeScalars.count
            return Diagnostic(
                .badTable,
                index == line.count
                    ? "\(place): the JSON object ends too early"
                    : "\(place): the line is not valid JSON at character \(before + 1)",
                notes: [rule])
        case .nul:
            return nul(at: place)
        }
    }

    static func keyTwice(_ key: String, at place: String) -> Diagnostic {
        Diagnostic(.badTable, "\(place): the object has the key '\(key)' twice")
    }

    // MARK: Columns

    static func namelessColumn(_ number: Int, at place: String) -> Diagnostic {
        Diagnostic(
            .badColumn, "\(place): column \(number) has no name",
            notes: ["each column needs a name: its cells are in a variable of that name"])
    }

    static func headerTooLong(_ number: Int, at place: String) -> Diagnostic {
        Diagnostic(
            .badColumn, "\(place): the name of column \(number) is longer than 1,000 bytes")
    }

    static func columnCalledRow(at place: String) -> Diagnostic {
        Diagnostic(
            .badColumn, "\(place): a column cannot be called 'row'",
            notes: ["$row is the number of the row: give the column another name"])
    }

    static func sameColumn(
        _ first: TableColumn, _ second: TableColumn, at place: String
    ) -> Diagnostic {
        first.header == second.header
            ? Diagnostic(.badColumn, "\(place): two columns are called '\(first.header)'")
            : Diagnostic(
                .badColumn,
                "\(place): the columns '\(first.header)' and '\(second.header)' would both be $\(first.variable)",
                notes: ["variables have letters a-z, digits and _ only: rename one of the columns"])
    }

    static func tooManyColumns(at place: String) -> Diagnostic {
        Diagnostic(.badTable, "\(place): the table has more than 1,000 columns")
    }
}
