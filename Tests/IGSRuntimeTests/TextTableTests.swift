import IGSRuntime
import Testing

@Suite struct TextTableTests {
    private static let rows = [
        ["ratio", "1:1", "the aspect ratio of pictures"], ["hints", "", ""],
    ]

    @Test func `cells stand under each other`() {
        #expect(
            TextTable.render([["a", "王子", "x"], ["bbb", "c", "y"]]) == "a    王子  x\nbbb  c     y")
    }

    @Test func `the last cell is broken below itself`() {
        #expect(
            TextTable.render(Self.rows, within: 30)
                == "ratio  1:1  the aspect ratio\n            of pictures\nhints")
    }

    @Test func `if there is no room, the last cell goes below the row`() {
        #expect(
            TextTable.render(Self.rows, within: 26)
                == "ratio  1:1\n    the aspect ratio of\n    pictures\nhints")
        #expect(
            TextTable.render([["ratio", "1:1", "short"]], within: 18) == "ratio  1:1  short")
    }
}
