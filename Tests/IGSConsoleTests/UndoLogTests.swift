import Testing

@testable import IGSConsole

@Suite struct UndoLogTests {
    @Test func `it goes back a step at a time, to where the cursor was`() {
        var log = UndoLog()
        log.note(EditedLine())
        log.note(EditedLine("gen", cursor: 3))
        // The cursor has moved, and nothing else.
        log.note(EditedLine("gen", cursor: 1))
        #expect(log.back(from: "gxen").map { "\($0.text) \($0.cursor)" } == "gen 1")
        #expect(log.back(from: "gen")?.text == "")
        #expect(log.back(from: "") == nil)
    }

    @Test func `a note without a change is not a step`() {
        var log = UndoLog()
        log.note(EditedLine("a", cursor: 1))
        #expect(log.back(from: "a") == nil)
    }

    @Test func `it keeps the newest steps of very many, and of very long ones`() {
        var many = UndoLog()
        for number in 1...3_000 { many.note(EditedLine("\(number)")) }
        var count = 0
        var text = "now"
        while let line = many.back(from: text) { (count, text) = (count + 1, line.text) }
        #expect(count == 1_000)
        #expect(text == "2001")
        var long = UndoLog()
        for number in 1...20 {
            long.note(EditedLine(String(repeating: "\(number % 10)", count: 1 << 20)))
        }
        count = 0
        text = "now"
        while let line = long.back(from: text) { (count, text) = (count + 1, line.text) }
        #expect(count == 4)
    }
}
