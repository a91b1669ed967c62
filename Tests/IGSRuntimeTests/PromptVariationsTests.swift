import IGSRuntime
import Testing

@Suite struct PromptVariationsTests {
    @Test(arguments: [
        ("a castle", ["a castle"]),
        ("{a|b}", ["a", "b"]),
        ("{a|b} {c|d}!", ["a c!", "a d!", "b c!", "b d!"]),
        ("a {big |}cat", ["a big cat", "a cat"]),
        ("{a {b|c}|d}", ["a b", "a c", "d"]),
        ("{{a|b}|{c|d}{e|f}}", ["a", "b", "ce", "cf", "de", "df"]),
        ("{subject} | {a|b}", ["{subject} | a", "{subject} | b"]),
        ("{x {a|b}}", ["{x a}", "{x b}"]), ("{}", ["{}"]), ("", [""]),
        ("{a|b|a}", ["a", "b"]), ("{a|aa}{aa|a}", ["aaa", "aa", "aaaa"]),
        (#"\{a\|b\} {c\|d|\\}"#, ["{a|b} c|d", #"{a|b} \"#]),
        (#"\n {a|b} \"#, [#"\n a \"#, #"\n b \"#]),
        ("{é|世界}👩‍🎨", ["é👩‍🎨", "世界👩‍🎨"]),
    ])
    func `combinations come in order`(prompt: String, texts: [String]) throws {
        #expect(try PromptVariations(prompt).all() == texts)
    }

    @Test(arguments: [
        ("{a|b", PromptVariationsError.unclosedGroup), ("{", .unclosedGroup),
        ("{a|{b}", .unclosedGroup), ("a|b}", .unopenedGroup), ("{a}}", .unopenedGroup),
    ])
    func `unmatched braces are refused`(prompt: String, error: PromptVariationsError) {
        #expect(throws: error) { try PromptVariations(prompt) }
    }

    @Test(arguments: [(201, 201), (1_000_000, 0)])
    func `groups that nest too deep are refused`(opened: Int, closed: Int) {
        let deep = String(repeating: "{", count: opened) + String(repeating: "}", count: closed)
        #expect(throws: PromptVariationsError.tooDeep) { try PromptVariations(deep) }
    }

    @Test func `groups nest as deep as allowed`() throws {
        let deep = String(repeating: "{|", count: 199) + "{a|b" + String(repeating: "}", count: 200)
        #expect(try PromptVariations(deep).all() == ["", "a", "b"])
    }

    @Test func `combinations are counted without being made`() throws {
        let ten = "{0|1|2|3|4|5|6|7|8|9}"
        #expect(try PromptVariations(ten + ten + ten).all().count == 1_000)
        #expect(throws: PromptVariationsError.tooMany(10_000)) {
            try PromptVariations(ten + ten + ten + ten).all()
        }
        let endless = try PromptVariations(String(repeating: ten, count: 1_000))
        #expect(endless.count == .max)
        #expect(throws: PromptVariationsError.tooMany(.max)) { try endless.all() }
        #expect(throws: PromptVariationsError.tooMany(.max)) { try endless.pick(3, seed: 1) }
        let sum = "{" + String(repeating: ten, count: 18) + "|x}"
        #expect(try PromptVariations(sum).count == 1_000_000_000_000_000_001)
    }

    @Test func `too many alternatives are refused`() throws {
        let many = String(repeating: "{a|b}", count: 5_000)
        #expect(try PromptVariations(many).count == .max)
        #expect(throws: PromptVariationsError.tooManyParts) { try PromptVariations(many + "{a|b}") }
    }

    @Test func `combinations that would fill the memory are refused`() throws {
        let long = String(repeating: "x", count: 1_000_000) + "{a|b|c|d}{e|f|g|h|i}"
        let variations = try PromptVariations(long)
        #expect(throws: PromptVariationsError.tooLong) { try variations.all() }
        #expect(try variations.pick(3, seed: 1).count == 3)
    }

    @Test func `picks are different, in order and repeatable`() throws {
        let ten = "{0|1|2|3|4|5|6|7|8|9}"
        let variations = try PromptVariations(ten + ten + ten + ten + ten)
        for seed in UInt64(0)..<50 {
            let picked = try variations.pick(20, seed: seed)
            #expect(picked.count == 20 && Set(picked).count == 20)
            #expect(picked == picked.sorted())
            #expect(try variations.pick(20, seed: seed) == picked)
        }
        #expect(try variations.pick(20, seed: 1) != variations.pick(20, seed: 2))
    }

    /// Seeds stand in scripts: what they pick is part of the language.
    @Test func `what a seed picks never changes`() throws {
        let variations = try PromptVariations("{a|b|c|d|e|f|g|h}")
        #expect(try variations.pick(3, seed: 0) == ["c", "e", "h"])
        #expect(try variations.pick(3, seed: 7) == ["b", "d", "h"])
    }

    @Test func `every combination has its chance`() throws {
        let variations = try PromptVariations("{a|b|c|d|e}")
        var counts: [String: Int] = [:]
        for seed in UInt64(0)..<1_000 {
            for text in try variations.pick(2, seed: seed) { counts[text, default: 0] += 1 }
        }
        #expect(counts.count == 5 && counts.values.allSatisfy { (340...460).contains($0) })
    }

    @Test func `more than there are means all`() throws {
        #expect(try PromptVariations("{a|b|a}").pick(9, seed: 3) == ["a", "b"])
        let same = "{" + String(repeating: "x|", count: 99) + "y}"
        #expect(try PromptVariations(same + same).pick(9, seed: 3) == ["xx", "xy", "yx", "yy"])
    }
}
