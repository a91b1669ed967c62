import Testing

@testable import IGSConsole

@Suite struct HistoryBrowserTests {
    private func browser(_ lines: String...) -> HistoryBrowser {
        let history = History(path: nil)
        for line in lines { history.add(line) }
        return HistoryBrowser(history)
    }

    @Test func `up and down go through the entries that begin so, and back to what was typed`() {
        var browser = browser("gen a", "jobs", "gen b")
        #expect(browser.go(.back, from: "gen") == "gen b")
        #expect(browser.isShowing("gen b"))
        #expect(browser.go(.back, from: "gen b") == "gen a")
        #expect(browser.go(.back, from: "gen a") == nil)
        #expect(browser.go(.on, from: "gen a") == "gen b")
        #expect(browser.go(.on, from: "gen b") == "gen")
    }

    @Test func `a line that was changed begins another walk`() {
        var browser = browser("gen a", "jobs")
        #expect(browser.go(.back, from: "") == "jobs")
        #expect(browser.go(.back, from: "gen") == "gen a")
    }

    @Test func `the last words come one after the other, each in the place of the one before`() {
        var browser = browser("open %1", "show %22")
        var line = EditedLine("save ", cursor: 5)
        func insert() {
            browser.insertLastWord(into: line, { $0.split(separator: " ").last.map(String.init) }) {
                line.text = line.text.dropLast($0) + $1
                line.cursor = line.text.count
                return line
            }
        }
        insert()
        #expect(line.text == "save %22")
        insert()
        #expect(line.text == "save %1")
        insert()
        #expect(line.text == "save %1")
    }

    @Test func `a search ends by a key that is for the line, and is given up by Ctrl-G`() {
        var browser = browser("gen a cat", "jobs")
        browser.beginSearch()
        #expect(browser.endSearch(by: .character(0x63)) == nil)
        #expect(browser.search?.match == "gen a cat")
        #expect(browser.endSearch(by: .editing(.left))?.match == "gen a cat")
        #expect(browser.search == nil)
        browser.beginSearch()
        #expect(browser.endSearch(by: .character(0x07)) == nil)
        #expect(browser.search == nil)
    }
}
