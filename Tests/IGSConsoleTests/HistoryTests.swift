import Foundation
import IGSClient
import IGSConsole
import IGSRuntime
import IGSTestSupport
import Testing

@Suite struct HistoryTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("history")
    }

    @Test func `lines are kept for the next session`() throws {
        let history = History(path: path)
        #expect(history.entries == [])
        history.add("set ratio 16:9")
        history.add("gen a castle")
        #expect(history.entries == ["set ratio 16:9", "gen a castle"])
        #expect(History(path: path).entries == ["set ratio 16:9", "gen a castle"])
        #expect(try folder.mode("history") == 0o600)
        #expect(history.takeFailure() == nil)
    }

    @Test func `newlines and backslashes within a line are kept`() throws {
        let line = "gen \"\"\"\n  a \\n castle\\\n  \"\"\""
        History(path: path).add(line)
        #expect(try folder.read("history").split(separator: "\n").count == 1)
        #expect(History(path: path).entries == [line])
    }

    @Test(arguments: ["", " gen secret", "\tgen secret", "   "])
    func `a line that begins with a blank is left out`(_ line: String) throws {
        let history = History(path: path)
        #expect(!history.add(line))
        history.add("gen a castle")
        #expect(history.entries == ["gen a castle"])
        #expect(History(path: path).entries == ["gen a castle"])
    }

    @Test(arguments: [
        "login", "LOGIN now", "print $AIREITER_API_KEY", "print 'Bearer abc'",
        "print my-secret-key",
        "let x = sk-abcdefghijklmnopqrst", "igs login abc", "print hi; login",
        "if 1 == 1 { igs login }", "let token = abc", "print \"key:sk-abcdefghijklmnopqrstuvwx\"",
        "print (ghp_abcdefghijklmnop1234)", "print 'Authorization: Basic x'",
        "ref add https://me:pw@host/x.png",
        "ref add https://host/x.png?X-Amz-Signature=0a1b", "ref add 'https://host/x?token=1'",
    ])
    func `a line that holds a secret is left out`(_ line: String) throws {
        let history = History(path: path, keys: [Secret("my-secret-key")].compactMap(\.self))
        #expect(!history.add(line))
        history.add("print my-secret")
        #expect(History(path: path).entries == ["print my-secret"])
    }

    @Test func `a very long line is left out`() throws {
        let history = History(path: path)
        #expect(history.add("gen " + String(repeating: "a", count: History.maximumLength - 4)))
        #expect(!history.add("gen " + String(repeating: "a", count: History.maximumLength - 3)))
        #expect(History(path: path).entries.count == 1)
    }

    @Test func `of equal lines the newest is kept`() throws {
        let history = History(path: path)
        for line in ["a", "b", "a", "c", "c"] { history.add(line) }
        #expect(history.entries == ["b", "a", "c"])
        #expect(try folder.read("history") == "a\nb\na\nc\n")
        #expect(History(path: path).entries == ["b", "a", "c"])
    }

    @Test func `each line keeps its number`() {
        let earlier = History(path: path)
        for line in ["a", "b", "c"] { earlier.add(line) }
        let history = History(path: path)
        #expect(history.lines().map(\.number) == [1, 2, 3])
        history.add("b")
        history.add("d")
        #expect(history.lines().map(\.number) == [1, 3, 4, 5])
        #expect(history.lines().map(\.text) == ["a", "c", "b", "d"])
        #expect(history.lines(after: 2).map(\.text) == ["c", "b", "d"])
        #expect(history.lines(after: 5).isEmpty)
        for number in 1...History.maximumCount { history.add("\(number)") }
        #expect(history.lines().first == HistoryLine(number: 6, text: "1"))
        #expect(history.lines().count == History.maximumCount)
    }

    @Test(arguments: ["redo", "redo 3", "redo\t3", "redo;"])
    func `a line that runs another line is left out`(_ line: String) throws {
        let history = History(path: path)
        #expect(!history.add(line))
        #expect(history.add("redone"))
        try folder.write("a\n\(line)\nb\n", to: "other")
        #expect(History(path: folder.file("other")).entries == ["a", "b"])
    }

    @Test func `lines of simultaneous sessions are merged`() {
        let one = History(path: path)
        let other = History(path: path)
        one.add("a")
        other.add("b")
        one.add("c")
        #expect(one.entries == ["a", "c"])
        #expect(other.entries == ["b"])
        #expect(History(path: path).entries == ["a", "b", "c"])
    }

    @Test func `lines that other sessions enter meanwhile are listed`() {
        History(path: path).add("start")
        let one = History(path: path)
        let other = History(path: path)
        other.add("theirs 1")
        one.add("mine 1")
        other.add("start")
        other.add("theirs 2")
        // What is heard of while a line is entered stands before it, in the order of the file.
        one.add("mine 2")
        #expect(
            one.linesOfAll == [
                HistoryLine(number: 1, text: "start"), HistoryLine(number: 2, text: "theirs 1"),
                HistoryLine(number: 3, text: "mine 1"), HistoryLine(number: 4, text: "theirs 2"),
                HistoryLine(number: 5, text: "mine 2"),
            ])
        // Up goes through its own and what was there at the start.
        #expect(one.entries == ["start", "mine 1", "mine 2"])
        #expect(one.lines().map(\.number) == [1, 3, 5])
        // The same line again stays the newest.
        other.add("theirs 3")
        one.add("mine 2")
        #expect(one.linesOfAll.suffix(2).map(\.text) == ["theirs 3", "mine 2"])
        // Who enters another's line has it, too, once.
        one.add("theirs 1")
        #expect(one.entries.last == "theirs 1")
        #expect(one.linesOfAll.count { $0.text == "theirs 1" } == 1)
        #expect(one.linesOfAll.last?.text == "theirs 1")
        #expect(
            History(path: path).entries
                == ["mine 1", "start", "theirs 2", "mine 2", "theirs 3", "theirs 1"])
    }

    @Test func `another session that shortens the file loses no line`() throws {
        let most = History.maximumCount
        let one = History(path: path)
        one.add("mine 1")
        let other = History(path: path)
        other.add("theirs 1")
        let lines = (1...(2 * most)).map { "line \($0)\n" }
        // As if a third had entered very many: the file is the same one still.
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(lines.joined().utf8))
        try handle.close()
        _ = History(path: path)
        #expect(try folder.read("history").split(separator: "\n").count == most)
        one.add("mine 2")
        other.add("theirs 2")
        one.add("mine 3")
        #expect(one.entries == ["mine 1", "mine 2", "mine 3"])
        #expect(one.linesOfAll.suffix(2).map(\.text) == ["theirs 2", "mine 3"])
        #expect(
            History(path: path).entries.suffix(4)
                == ["line \(2 * most)", "mine 2", "theirs 2", "mine 3"])
    }

    @Test func `sessions that write at once lose no line`() async {
        await withTaskGroup { group in
            for session in 0..<8 {
                group.addTask { [path] in
                    let history = History(path: path)
                    for line in 0..<50 { history.add("\(session)-\(line)") }
                }
            }
        }
        #expect(Set(History(path: path).entries).count == 400)
    }

    @Test func `the number of lines is limited, and a file that is far too long is shortened`()
        throws
    {
        let most = History.maximumCount
        let lines = (1...(2 * most + 1)).map { "line \($0)\n" }
        try folder.write(lines.joined(), to: "history")
        let entries = History(path: path).entries
        #expect(entries.count == most)
        #expect(entries.first == "line \(most + 2)")
        #expect(entries.last == "line \(2 * most + 1)")
        #expect(try folder.read("history") == lines.suffix(most).joined())
        #expect(try folder.mode("history") == 0o600)
        #expect(History(path: path).entries == entries)
    }

    @Test func `a new line is started after one that was cut off`() throws {
        try folder.write("gen a castle\ngen a har", to: "history")
        let history = History(path: path)
        history.add("gen a boat")
        #expect(History(path: path).entries == ["gen a castle", "gen a har", "gen a boat"])
    }

    @Test func `a file with bytes that are not text is read`() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0x5C, 0x0A, 0x0A, 0x62, 0x0A]
        try folder.write(bytes, to: "history")
        #expect(History(path: path).entries == ["a\u{FFFD}", "b"])
    }

    @Test func `a history that cannot be written works in memory, and says so once`() {
        let history = History(path: folder.file("no/such/folder/history"))
        history.add("a")
        history.add("b")
        #expect(history.entries == ["a", "b"])
        #expect("\(history.takeFailure().map { "\($0)" } ?? "")".contains("no/such/folder/history"))
        history.add("c")
        #expect(history.takeFailure() == nil)
    }

    @Test func `a history whose path is a folder works in memory`() {
        let history = History(path: folder.path)
        #expect(history.takeFailure() != nil)
        history.add("a")
        #expect(history.entries == ["a"])
        #expect(history.takeFailure() == nil)
    }

    @Test func `nothing is kept in a path that is not a file`() throws {
        let device = try #require(try? FileManager.default.attributesOfItem(atPath: "/dev/null"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/null")
        let history = History(path: path)
        history.add("a")
        #expect(history.entries == ["a"])
        #expect(history.takeFailure() == nil)
        let after = try FileManager.default.attributesOfItem(atPath: "/dev/null")
        #expect("\(device[.posixPermissions] ?? "")" == "\(after[.posixPermissions] ?? "")")
    }

    @Test func `without a path, nothing is written`() {
        let history = History(path: nil)
        history.add("a")
        #expect(history.entries == ["a"])
        #expect(history.takeFailure() == nil)
    }
}
