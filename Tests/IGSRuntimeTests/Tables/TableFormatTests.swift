import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// What the four formats mean, and what is wrong in each.
@Suite struct TableFormatTests {
    @Test(arguments: [
        ("name,price\nmug,5\nplate,7\n", "name|price\n2: mug|5\n3: plate|7"),
        ("name,price\nmug,5", "name|price\n2: mug|5"),
        ("name,price\r\nmug,5\r\nplate,7\r\n", "name|price\n2: mug|5\n3: plate|7"),
        ("name,price\rmug,5\rplate,7\r", "name|price\n2: mug|5\n3: plate|7"),
        ("\u{FEFF}name,price\nmug,5\n", "name|price\n2: mug|5"),
        ("\u{FEFF}\"name\",price\nmug,5\n", "name|price\n2: mug|5"),
        (" name ,\tprice\n mug , 5\n", "name|price\n2:  mug | 5"),
        // The separator.
        ("name;price\n\"mug\";5,20\n", "name|price\n2: mug|5,20"),
        ("name\tprice\nmug, blue\t5;20\n", "name|price\n2: mug, blue|5;20"),
        ("name;price, net;note\nmug;5;new\n", "name|price, net|note\n2: mug|5|new"),
        ("\"a;b;c\",name\n1,2\n", "a;b;c|name\n2: 1|2"),
        ("\"a \"\"b;;;\"\"\",name\n1,2\n", "a \"b;;;\"|name\n2: 1|2"),
        ("5\" plate,\"b;c;d\"\n1,2\n", "5\" plate|b;c;d\n2: 1|2"),
        ("a,b;c\n1,2\n", "a|b;c\n2: 1|2"), ("a;b\tc\n1;2\n", "a|b\tc\n2: 1|2"),
        ("name\na b\n\"c,d\"\n", "name\n2: a b\n3: c,d"),
        // Quotes.
        ("name,size\n5\" plate,a\"b\"\n", "name|size\n2: 5\" plate|a\"b\""),
        ("name,size\n \"mug\",5\n", "name|size\n2:  \"mug\"|5"),
        ("name,size\n\"a, b\",\"say \"\"hi\"\"\"\n", "name|size\n2: a, b|say \"hi\""),
        ("name,size\n\"\",\"\"\"\"\n", "name|size\n2: |\""),
        // Line breaks in cells, and the lines behind them.
        (
            "name,note\nmug,\"a\nb\r\nc\rd\"\nplate,e\n",
            "name|note\n2: mug|a\nb\r\nc\rd\n6: plate|e"
        ),
        ("\"na\nme\",b\r\n1,2\r\n", "na\nme|b\n3: 1|2"),
        // Lines without characters do not count.
        ("\n\r\n\rname\n\n\nmug\n\n\"\"\n\nplate\n\n", "name\n7: mug\n9: \n11: plate"),
        ("name\n \n", "name\n2:  "), ("name,b\n,\n", "name|b\n2: |"),
        // No rows.
        ("name,price\n", "name|price"), ("name,price", "name|price"), ("name", "name"),
        ("größe,名\nß,水\n", "größe|名\n2: ß|水"),
    ])
    func `a csv file is read by RFC 4180`(text: String, table: String) throws {
        #expect(try TemporaryFolder().table(text).description == table)
    }

    @Test(arguments: [
        ("name\tprice\nmug, blue\t5;2\n", "name|price\n2: mug, blue|5;2"),
        ("a,b;c,d\n\"x\ty\"\n", "a,b;c,d\n2: x\ty"),
        ("name\tnote\n\t\n", "name|note\n2: |"),
    ])
    func `a tsv file has tabs alone`(text: String, table: String) throws {
        #expect(try TemporaryFolder().table(text, "t.tsv").description == table)
    }

    @Test(arguments: [
        ("{\"name\": \"mug\", \"price\": 5}\n", "name|price\n1: mug|5"),
        ("{\"a\":1}\n\n \t\r\n{\"b\":2,\"a\":3}\r\n{}", "a|b\n1: 1|\n4: 3|2\n5: |"),
        (
            #"{"a": 1.50, "b": -0, "c": 1E+400, "d": 12345678901234567890, "e": 1e-2}"#,
            "a|b|c|d|e\n1: 1.50|-0|1E+400|12345678901234567890|1e-2"
        ),
        (#"{"a": true, "b": false, "c": null, "d": ""}"#, "a|b|c|d\n1: true|false||"),
        (#" { "a" : "x" , "b" : 2 } "#, "a|b\n1: x|2"),
        (#"{"a": "\"\\\/\n\r\t\b\f|"}"#, "a\n1: \"\\/\n\r\t\u{8}\u{C}|"),
        (#"{"a": "\u00e9\u6c34\ud83d\ude00é水😀"}"#, "a\n1: é水😀é水😀"),
        (#"{"\u006eame": 1}"#, "name\n1: 1"),
        ("\u{FEFF}{\"a\": 1}", "a\n1: 1"),
    ])
    func `a jsonl file has an object in each line`(text: String, table: String) throws {
        #expect(try TemporaryFolder().table(text, "t.jsonl").description == table)
    }

    @Test(arguments: [
        ("a mug\na plate", "line\n1: a mug\n2: a plate"),
        ("\u{FEFF}\n\r\n \t\n a, \"b\" \r\n", "line\n4:  a, \"b\" "),
        ("a\rb\n", "line\n1: a\n2: b"),
    ])
    func `each line of a txt file that is not blank is a row`(text: String, table: String) throws {
        #expect(try TemporaryFolder().table(text, "t.txt").description == table)
    }

    private static let quoteRule =
        #"within a cell in quotes, a quote is written twice: "a 5"" plate""#
    private static let nameRule =
        "each column needs a name: its cells are in a variable of that name"
    private static let objectRule = #"each line is an object of its own, such as {"name": "mug"}"#
    private static let utf8Advice = "save it from the spreadsheet as 'CSV UTF-8', or convert it:"

    private static let badTables: [(name: String, text: String, message: [String])] = [
        (
            "t.csv", "",
            ["E0274 the table 't.csv' is empty", "its first line has the names of the columns"]
        ),
        (
            "t.tsv", "\u{FEFF}",
            ["E0274 the table 't.tsv' is empty", "its first line has the names of the columns"]
        ),
        (
            "t.csv", "\n\r\n\r",
            ["E0274 the table 't.csv' is empty", "its first line has the names of the columns"]
        ),
        (
            "t.jsonl", " \n",
            [
                "E0274 the table 't.jsonl' is empty",
                #"each of its lines is an object, such as {"name": "mug"}"#,
            ]
        ),
        ("t.txt", "\n \t\n", ["E0274 the table 't.txt' is empty", "each of its lines is a row"]),
        // Quotes.
        (
            "t.csv", "a,b\n1,2\n3,\"x\ny\n",
            ["E0274 t.csv:3: the quote of a cell is never closed", quoteRule]
        ),
        (
            "t.csv", "a,b\n\n\"x\ny\"z,2\n",
            ["E0274 t.csv:4: text follows the closing quote of a cell", quoteRule]
        ),
        (
            "t.csv", "a,b\n\"x\" ,2\n",
            ["E0274 t.csv:2: text follows the closing quote of a cell", quoteRule]
        ),
        (
            "t.tsv", "a\tb\n\"x\",\t2\n",
            ["E0274 t.tsv:2: text follows the closing quote of a cell", quoteRule]
        ),
        // Rows of other lengths.
        (
            "t.csv", "a,b,c\n1,2,3\n\"4\n\",5\n",
            [
                "E0275 t.csv:3: the row has 2 cells, but the header has 3",
                "the cells are separated by ',', as in the header",
            ]
        ),
        (
            "t.csv", "a;b\n1\n",
            [
                "E0275 t.csv:2: the row has 1 cell, but the header has 2",
                "the cells are separated by ';', as in the header",
            ]
        ),
        (
            "t.csv", "a,b\n\n1,2,3\n",
            [
                "E0275 t.csv:3: the row has 3 cells, but the header has 2",
                "a cell that contains ',' needs quotes: \"…\"",
            ]
        ),
        (
            "t.csv", "a,b\n1,2,\n",
            [
                "E0275 t.csv:2: the row has 3 cells, but the header has 2",
                "a cell that contains ',' needs quotes: \"…\"",
            ]
        ),
        (
            "t.tsv", "a\tb\n1,2\n",
            [
                "E0275 t.tsv:2: the row has 1 cell, but the header has 2",
                "the cells are separated by a tab, as in the header",
            ]
        ),
        (
            "t.csv", "a,b\n1" + String(repeating: ",", count: 1_000),
            [
                "E0275 t.csv:2: the row has more than 1,000 cells, but the header has 2",
                "a cell that contains ',' needs quotes: \"…\"",
            ]
        ),
        // Columns.
        ("t.csv", "a,,b\n", ["E0276 t.csv:1: column 2 has no name", nameRule]),
        ("t.csv", "\na,b, \n", ["E0276 t.csv:2: column 3 has no name", nameRule]),
        ("t.csv", "name,b, name\n", ["E0276 t.csv:1: two columns are called 'name'"]),
        (
            "t.csv", "unit price,unit-price\n",
            [
                "E0276 t.csv:1: the columns 'unit price' and 'unit-price' would both be $unit_price",
                "variables have letters a-z, digits and _ only: rename one of the columns",
            ]
        ),
        (
            "t.tsv", "a\t row\n",
            [
                "E0276 t.tsv:1: a column cannot be called 'row'",
                "$row is the number of the row: give the column another name",
            ]
        ),
        (
            "t.csv", "a," + String(repeating: "x", count: 1_001) + "\n",
            ["E0276 t.csv:1: the name of column 2 is longer than 1,000 bytes"]
        ),
        (
            "t.csv", (1...1_001).map { "c\($0)" }.joined(separator: ","),
            ["E0274 t.csv:1: the table has more than 1,000 columns"]
        ),
        ("t.jsonl", "{\"a\": 1}\n{\"\": 2}", ["E0276 t.jsonl:2: column 2 has no name", nameRule]),
        (
            "t.jsonl", "{\"a b\": 1}\n{\"a-b\": 2}",
            [
                "E0276 t.jsonl:2: the columns 'a b' and 'a-b' would both be $a_b",
                "variables have letters a-z, digits and _ only: rename one of the columns",
            ]
        ),
        (
            "t.jsonl", "{\"row\": 1}",
            [
                "E0276 t.jsonl:1: a column cannot be called 'row'",
                "$row is the number of the row: give the column another name",
            ]
        ),
        (
            "t.jsonl", (1...1_001).map { "{\"c\($0)\": 1}" }.joined(separator: "\n"),
            ["E0274 t.jsonl:1001: the table has more than 1,000 columns"]
        ),
        // Objects.
        (
            "t.jsonl", "{\"a\": 1}\n\n5\n",
            ["E0274 t.jsonl:3: the line is not a JSON object", objectRule]
        ),
        (
            "t.jsonl", "[{\"a\": 1}]",
            [
                "E0274 t.jsonl:1: the line is not a JSON object", objectRule,
                "jq -c '.[]' list.json > lines.jsonl converts a list",
            ]
        ),
        (
            "t.jsonl", "{\"a\": 1, \"tags\": [1]}",
            [
                "E0274 t.jsonl:1: the value of 'tags' is a list or an object",
                "a cell is a text, a number, true, false or null",
            ]
        ),
        (
            "t.jsonl", "{\"a\": {}}",
            [
                "E0274 t.jsonl:1: the value of 'a' is a list or an object",
                "a cell is a text, a number, true, false or null",
            ]
        ),
        (
            "t.jsonl", "{\"a\": 1, \"b\": 2, \"a\": 3}",
            ["E0274 t.jsonl:1: the object has the key 'a' twice"]
        ),
        (
            "t.jsonl", "{\"a\": null, \"a\": null}",
            ["E0274 t.jsonl:1: the object has the key 'a' twice"]
        ),
        (
            "t.jsonl", "{\n\"a\": 1}",
            ["E0274 t.jsonl:1: the JSON object ends too early", objectRule]
        ),
        (
            "t.jsonl", "{\"ä\": 1,}",
            ["E0274 t.jsonl:1: the line is not valid JSON at character 9", objectRule]
        ),
        (
            "t.jsonl", "{\"a\": 1} {\"a\": 2}",
            ["E0274 t.jsonl:1: the line is not valid JSON at character 10", objectRule]
        ),
        (
            "t.jsonl", #"{"a": "\u0000"}"#,
            [
                "E0274 t.jsonl:1: the text contains a NUL byte",
                "tables are UTF-8 text; is this a table?",
            ]
        ),
        // Sizes.
        (
            "t.csv", "a,b\n1," + String(repeating: "x", count: 1 << 20 + 1),
            ["E0274 t.csv:2: a cell is longer than 1 MiB"]
        ),
        (
            "t.csv", "a\n\"" + String(repeating: "\n", count: 1 << 20 + 1),
            [
                "E0274 t.csv:2: a cell is longer than 1 MiB",
                "it begins with a quote: is that closed?",
            ]
        ),
        (
            "t.csv",
            (1...17).map { "c\($0)" }.joined(separator: ",") + "\n"
                + Array(repeating: String(repeating: "x", count: 1 << 20), count: 17).joined(
                    separator: ","), ["E0274 t.csv:2: the row is longer than 16 MiB"]
        ),
        (
            "t.jsonl", "\n{\"a\": \"" + String(repeating: "x", count: 1 << 20 + 1) + "\"}",
            ["E0274 t.jsonl:2: a cell is longer than 1 MiB"]
        ),
        (
            "t.jsonl", "{\"a\": \"" + String(repeating: "x", count: 16 << 20),
            ["E0274 t.jsonl:1: the line is longer than 16 MiB"]
        ),
        (
            "t.txt", "a\n" + String(repeating: "x", count: 1 << 20 + 1),
            ["E0274 t.txt:2: the line is longer than 1 MiB"]
        ),
    ]

    @Test(arguments: badTables.indices)
    func `what is wrong in a table is refused, with its line`(index: Int) throws {
        let (name, text, message) = Self.badTables[index]
        #expect(try TemporaryFolder().table(text, name) == .refused(message))
    }

    @Test func `what is just short enough is read`() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "x", count: 1 << 20)
        #expect(try folder.table("a,b\n\(long),\"\(long)\"\n").lines == ["2: \(long)|\(long)"])
        #expect(try folder.table(long, "t.txt").lines == ["1: \(long)"])
        #expect(try folder.table("{\"a\": \"\(long)\"}", "t.jsonl").lines == ["1: \(long)"])
        let wide = (1...1_000).map { "c\($0)" }.joined(separator: ",")
        #expect(try folder.table(wide + "\n" + wide).lines.count == 1)
        let header = String(repeating: "x", count: 1_000)
        #expect(try folder.table("\(header)\n1").lines == ["2: 1"])
    }

    /// Bytes that are not text, and what is said of them.
    private static let badBytes: [(name: String, bytes: [UInt8], message: [String])] = [
        (
            "t.csv", Array("a,b\n1,2\ncaf\u{E9},3\n".unicodeScalars.map { UInt8($0.value) }),
            [
                "E0274 t.csv:3: byte 0xE9 is not UTF-8 text", utf8Advice,
                "iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.txt", Array("a\r\nb".utf8) + [0xC3],
            [
                "E0274 t.txt:2: byte 0xC3 is not UTF-8 text", utf8Advice,
                "iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.csv", Array("a\n\"x\n".utf8) + [0xED, 0xA0, 0x80],
            [
                "E0274 t.csv:3: byte 0xED is not UTF-8 text", utf8Advice,
                "iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.csv", Array("a,b\n1,2\n3,\u{0}4".utf8),
            [
                "E0274 t.csv:3: the text contains a NUL byte",
                "tables are UTF-8 text; is this a table?",
            ]
        ),
        (
            "t.csv", [0xFF, 0xFE] + "a,b\n".utf16.flatMap { [UInt8($0), 0] },
            [
                "E0274 the table 't.csv' is UTF-16 text, not UTF-8", utf8Advice,
                "iconv -f UTF-16 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.csv", [0xFE, 0xFF] + "a,b\n".utf16.flatMap { [0, UInt8($0)] },
            [
                "E0274 the table 't.csv' is UTF-16 text, not UTF-8", utf8Advice,
                "iconv -f UTF-16 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.txt", "a line".utf16.flatMap { [UInt8($0), 0] },
            [
                "E0274 the table 't.txt' is UTF-16 text, not UTF-8", utf8Advice,
                "iconv -f UTF-16 -t UTF-8 old.csv > new.csv",
            ]
        ),
        (
            "t.jsonl", Array("{\"a\": \"".utf8) + [0xC3, 0x28] + Array("\"}".utf8),
            [
                "E0274 t.jsonl:1: byte 0xC3 is not UTF-8 text", utf8Advice,
                "iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv",
            ]
        ),
    ]

    @Test(arguments: badBytes.indices, [1, 2, 3, 5, 1 << 16])
    func `bytes that are not text are refused, with their line`(index: Int, length: Int) throws {
        let (name, bytes, message) = Self.badBytes[index]
        let folder = try TemporaryFolder()
        #expect(TableReading(try folder.write(bytes, to: name), by: length) == .refused(message))
    }
}
