import Foundation
import IGSRandom
import IGSTestSupport
import Testing

/// An input that is no sensible script.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether it may be run: it does nothing that costs or takes long.
    private let isHarmless: Bool
    private let make: @Sendable () -> [UInt8]

    /// The same at each call.
    func bytes() -> [UInt8] { make() }

    /// Whether it can be given to a verb of igs; none is the run.
    func suits(_ verb: [String]) -> Bool { isHarmless || verb == ["check"] || verb.first == "fmt" }

    private init(
        _ name: String, isHarmless: Bool = true, _ make: @escaping @Sendable () -> [UInt8]
    ) {
        testDescription = name
        self.isHarmless = isHarmless
        self.make = make
    }
}

extension BadInput {
    static let all = files + repetitions + streams

    /// Things that are no text, or hardly any.
    private static let files = [
        BadInput("nothing") { [] },
        BadInput("every byte") { Array(0...255) },
        BadInput("noise") {
            var numbers = SeededRandom(seed: 7)
            return (0..<100_000).map { _ in .random(in: .min ... .max, using: &numbers) }
        },
        BadInput("a picture") { SamplePictures.png },
        BadInput("a program") { contents(of: "/bin/true") },
        BadInput("NUL") { Array(repeating: 0, count: size) },
        BadInput("NUL in a script") { Array("print a\nprint b\0\nprint c\n".utf8) },
        BadInput("UTF-16") { [0xFF, 0xFE] + "print a\n".utf8.flatMap { [$0, 0] } },
        BadInput("invalid UTF-8") { Array("print ".utf8) + [0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF8] },
        BadInput("a character that is cut") { Array("print 猫".utf8.dropLast()) },
        BadInput("more bytes than are read") { Array(repeating: 0x61, count: (64 << 20) + 1) },
        BadInput("65 MB of comments") { repeating("# a comment\n", 65_000_000) },
    ]

    /// One thing again and again, as long as a script may be.
    private static let repetitions =
        [
            "a;", "a; ", "\n", "\r", "\t", "{", "}", "{\n", "} ", "[", "]", "\"", "\"\"\"", "'",
            "$",
            "$a", "${", "${a:-", "(", ")", "\\", "\\\n", "# ", "#", "-", "--", "%", "|", "=", "猫",
            "\u{301}",
            "\u{202E}", "if a == b { } else ", "try {", "def a { ", "let x = [", "for x in [a] { ",
            "gne a\n", "set ratoi 1\n", "print $x\n", "source x.igs\n", "expect ( ", "exit\n",
        ].map { text in BadInput("\(text.debugDescription) without end") { repeating(text, long) } }
        + [
            "gen ", "gen \"", "gen a ", "print ", "print \"", "print \"\"\"\n", "let x = ",
            "let x = [",
            "for x in [", "expect ", "if ", "source ", "param a ", "def a ", "with a=", "budget ",
            "wait ",
        ].flatMap { start in
            ["a ", "$a", "(", "[", "{a|b}", "\\\n"].map { text in
                BadInput(
                    "\(start.debugDescription) and \(text.debugDescription)", isHarmless: false
                ) {
                    Array(start.utf8) + repeating(text, 500_000)
                }
            }
        }

    /// Scripts that no person writes.
    private static let streams = [
        BadInput("settings") { repeating("set ratio 16:9\n") },
        BadInput("a long line") { Array("print ".utf8) + repeating("a ", 10_000_000) },
        BadInput("a long word") { Array("print ".utf8) + repeating("a").dropLast(6) },
        BadInput("a long quote", isHarmless: false) {
            Array("gen \"".utf8) + repeating("a").dropLast(6) + Array("\"".utf8)
        },
        BadInput("a long list") { Array("let x = [".utf8) + repeating("a ").dropLast(10) },
        BadInput("braces") { repeating("{") },
        BadInput("brackets") { repeating("[") },
        BadInput("blank lines") { repeating("\n") },
        BadInput("different settings") { numbered(long) { "set outdir p\($0)\n" } },
        BadInput("variables") { numbered(long) { "let a\($0) = 1\n" } },
        BadInput("parameters") { numbered(long) { "param a\($0)\n" } },
        BadInput("definitions") { numbered(long) { "def a\($0) { }\n" } },
        BadInput("one definition") { repeating("def a { }\n", long) },
        BadInput("calls") { Array("def a { let x = 1 }\n".utf8) + repeating("a\n", long) },
        BadInput("jobs", isHarmless: false) { numbered(long) { "gen a --as x\($0)\n" } },
        BadInput("one job", isHarmless: false) { repeating("gen a --as x\n", long) },
        BadInput("loops", isHarmless: false) { repeating("for x in 1..1000 { }\n", long) },
        BadInput("long loops", isHarmless: false) {
            repeating("for x in 1..1000000 { let y = $x }\n", long)
        },
        BadInput("loops in loops", isHarmless: false) {
            Array("repeat 1000000 { ".utf8) + repeating("repeat 1000000 { ", 17 * 190)
                + Array("let a = 1 ".utf8) + repeating("} ", 2 * 191)
        },
        BadInput("branches", isHarmless: false) {
            numbered(long) { "if $a == \($0) { let b = \($0) }\n" } + Array("let a = 1\n".utf8)
        },
        BadInput("ways that double", isHarmless: false) {
            Array("def a0 { print x }\n".utf8)
                + (1...1_000).flatMap { Array("def a\($0) { a\($0 - 1); a\($0 - 1) }\n".utf8) }
                + Array("a1000\n".utf8)
        },
        BadInput("calls in a circle") { Array("def a { b }\ndef b { a }\na\n".utf8) },
        BadInput("a text that doubles") {
            Array("let a = xxxxxxxxxx\n".utf8) + repeating("let a = \"$a$a\"\n", 16 * 60)
        },
        BadInput("combinations of combinations", isHarmless: false) {
            Array("gen \"".utf8) + repeating("{a|b}", 5 * 70) + Array("\" --expand=3\n".utf8)
        },
    ]

    /// As much as a script may have where igs is built for release; less where it is slow.
    private static let size = Bench.isReleaseBuilt ? 64 << 20 : 4 << 20
    /// As much as takes little time.
    private static let long = size / 32

    private static func contents(of path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    }

    private static func repeating(_ text: String, _ count: Int = size) -> [UInt8] {
        var bytes = Array(text.utf8)
        let whole = count / bytes.count * bytes.count
        while bytes.count < whole { bytes += bytes.prefix(whole - bytes.count) }
        return bytes
    }

    private static func numbered(_ count: Int, _ line: (Int) -> String) -> [UInt8] {
        var bytes: [UInt8] = []
        var number = 0
        while bytes.count < count {
            bytes += line(number).utf8
            number += 1
        }
        return bytes
    }
}
