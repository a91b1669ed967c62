import IGSScript
import Testing

/// How the headers of a table become variables.
@Suite struct TableColumnTests {
    @Test(arguments: [
        ("name", "name"), ("Name", "Name"), ("_x1", "_x1"), ("unit price", "unit_price"),
        ("price (€)", "price____"), ("a-b.c", "a_b_c"), ("2nd", "_2nd"), ("42", "_42"),
        ("größe", "gr__e"), ("gro\u{308}ße", "gr__e"), ("名称", "__"), ("👩‍🚀", "_"), ("$", "_"),
        ("a\r\nb", "a_b"), (String(repeating: "x", count: 99), String(repeating: "x", count: 64)),
        ("7" + String(repeating: "é", count: 99), "_7" + String(repeating: "_", count: 62)),
    ])
    func `a header gives a variable its name`(header: String, variable: String) {
        let column = TableColumn(header: header)
        #expect(column.variable == variable)
        #expect(Name.isVariable(column.variable))
        #expect(column.header == header)
    }

    @Test(arguments: [" name ", "name\t", "\nname", "\u{A0}name\u{2003}\r\n"])
    func `blanks around a header do not count`(header: String) {
        #expect(TableColumn(header: header) == TableColumn(header: "name"))
        #expect(TableColumn(header: header).header == "name")
    }

    @Test func `a header of blanks has no variable`() {
        #expect(TableColumn(header: " \t ").header.isEmpty)
        #expect(!Name.isVariable(TableColumn(header: " ").variable))
    }
}
