import IGSRandom
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// `{prompt}` in the names of pictures.
@Suite struct PromptNameTests {
    @Test(arguments: [
        ("a red fox in the snow", "a-red-fox-in-the-snow"),
        ("A Red Fox, in the SNOW!", "a-red-fox-in-the-snow"), ("  fox  ", "fox"),
        ("fox\n\tin\u{A0}snow", "fox-in-snow"),
        ("a sign saying \"OPEN 24/7\"", "a-sign-saying-open-24-7"),
        ("it's 5\" tall", "it-s-5-tall"), ("Ein Fuß im Weiß", "ein-fuß-im-weiß"),
        ("e\u{301}te\u{301}", "e\u{301}te\u{301}"), ("ΛΕΩΝ", "λεων"),
        ("лиса в снегу", "лиса-в-снегу"),
        ("雪の中の狐、夜", "雪の中の狐-夜"), ("हिन्दी में", "हिन्दी-में"), ("ثعلب في الثلج", "ثعلب-في-الثلج"),
        ("٣ قطط", "٣-قطط"), ("1984", "1984"), ("{a|b} $x", "a-b-x"),
        // Nothing to read.
        ("", "picture"), ("!!! …", "picture"), ("🦊🦊", "picture"), ("👨‍👩‍👧", "picture"),
        ("\u{301}", "picture"),
        ("½ ² ①", "picture"), ("-", "picture"), ("..", "picture"),
        // What wants to be something else.
        ("../../etc/passwd", "etc-passwd"), ("/", "picture"), (".hidden", "hidden"),
        ("-rf *", "rf"),
        ("C:\\con.png", "c-con-png"), ("~/x", "x"), ("%1", "1"), ("a\u{0}b", "a-b"),
        ("a\u{1B}[31mb", "a-31mb"), ("a\r\nb", "a-b"), ("a\u{2028}b", "a-b"),
        ("\u{202E}gnp.fox", "gnp-fox"), ("fo\u{200F}x", "fox"), ("fo\u{AD}x", "fox"),
        ("f\u{200B}o\u{FEFF}x", "fox"),
        ("fox 🦊 snow", "fox-snow"), ("1\u{FE0F}\u{20E3} fox", "1-fox"), ("\u{3164}fox", "fox"),
        ("a/\u{301}b", "a-b"), ("a\u{E0041}b", "ab"),
    ])
    func `the words of a prompt make a name`(prompt: String, name: String) {
        let text = PromptName.text(of: prompt)
        #expect(Array(text.unicodeScalars) == Array(name.unicodeScalars), "\(text)")
        #expect(FileName.clean(path: FileName.clean(value: text)) == text)
    }

    @Test func `a long prompt is cut at the end of a word`() {
        let prompt = (1...1_000).map { "word\($0)" }.joined(separator: " ")
        let name = PromptName.text(of: prompt)
        #expect(name == "word1-word2-word3-word4-word5-word6-word7-word8-word9-word10")
        #expect(name.utf8.count == 60)
        let one = String(repeating: "x", count: 50)
        #expect(PromptName.text(of: one + " 123456789 z") == one + "-123456789")
        #expect(PromptName.text(of: one + " 1234567890 z") == one)
    }

    @Test(arguments: [
        "a", "é", "e\u{301}", "狐", "क्षि", "각", "👩‍🚀狐", "🦊", "\u{202E}a", "a\u{301}\u{302}",
    ])
    func `a word that is too long is cut between its characters`(part: String) {
        let name = PromptName.text(of: String(repeating: part, count: 10_000))
        #expect(name.utf8.count <= 60 && !name.isEmpty)
        guard name != PromptName.fallback else { return #expect(part == "🦊") }
        #expect(name.utf8.count > 60 - 2 * part.utf8.count)
        let whole = PromptName.text(of: part)
        #expect(name.split(separator: "-").joined().replacing(whole, with: "").isEmpty, "\(name)")
    }

    @Test func `a character that is too long is no name`() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 10_000)
        #expect(PromptName.text(of: zalgo) == "picture")
        #expect(PromptName.text(of: "fox " + zalgo) == "fox")
        #expect(PromptName.text(of: String(repeating: "!", count: 1 << 24)) == "picture")
    }

    @Test func `before the run, a prompt is known unless it is computed or picked at random`()
        throws
    {
        func isKnown(_ text: String) throws -> [Bool] {
            let file = SourceFile(
                name: "test.igs", origin: .argument, text: "gen a --as a; \(text)")
            return try Planner.ofNewSession(parameters: [:]).plan(file) { _ in }.plan.jobs.listed
                .dropFirst()
                .map(\.isPromptKnown)
        }
        #expect(try isKnown("gen '{x|y}'; gen '{x|y}' --expand") == [true, true, true])
        #expect(try isKnown("gen '{x|y}' --expand=1 --seed 7") == [true])
        #expect(try isKnown("gen '{x|y}' --expand=1") == [false])
        #expect(try isKnown("wait; gen ${a.status}; gen a ${a.width}") == [false, false])
    }

    @Test func `any text makes a name`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<2_000 {
            let prompt = String(
                String.UnicodeScalarView(
                    (0..<random.next(below: 60)).compactMap { _ in
                        Unicode.Scalar(
                            UInt32(
                                random.next(below: [0x80, 0x3000, 0x110000][random.next(below: 3)]))
                        )
                    }))
            let name = PromptName.text(of: prompt)
            #expect((1...60).contains(name.utf8.count))
            #expect(name.utf8.first != UInt8(ascii: "-") && name.utf8.last != UInt8(ascii: "-"))
            #expect(!name.contains("--") && !name.utf8.contains(UInt8(ascii: "/")))
            #expect(FileName.clean(path: FileName.clean(value: name)) == name, "\(prompt)")
        }
    }
}
