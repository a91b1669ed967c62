import IGSRuntime
import Testing

@Suite struct TextTableTests {
    private static let rows = [
        ["ratio", "1:1", "the aspect ratio of pictures"], ["hints", "", ""],
    ]

    @Test func cellsStandUnderEachOther() {
        #expect(
            TextTable.render([["a", "王子", "x"], ["bbb", "c", "y"]]) == "a    王子  x\nbbb  c     y")
    }

    @Test func theLastCellIsBrokenBelowItself() {
        #expect(
            TextTable.render(Self.rows, within: 30)
                == "ratio  1:1  the aspect ratio\n            of pictures\nhints")
    }

    @Test func theLastCellGoesBelowTheRowWhereThereIsNoRoom() {
        #expect(
            TextTable.render(Self.rows, within: 26)
                == "ratio  1:1\n    the aspect ratio of\n    pictures\nhints")
        #expect(
            TextTable.render([["ratio", "1:1", "short"]], within: 18) == "ratio  1:1  short")
    }
}
