import CEditline
import Testing

@testable import IGSConsole

@Suite struct KeyDecoderTests {
    init() { _ = TerminalInfo.isLocalePrepared }

    private func keys(_ bytes: [UInt8], ended: Bool = false) -> [Key] {
        var decoder = KeyDecoder()
        decoder.feed(bytes)
        if ended { decoder.endSequence() }
        var keys: [Key] = []
        while let key = decoder.take() { keys.append(key) }
        return keys
    }

    private func characters(_ text: String) -> [Key] {
        text.unicodeScalars.map { .character(wchar_t(truncatingIfNeeded: $0.value)) }
    }

    @Test func `characters of any length are decoded`() {
        #expect(keys(Array("aé漢🏰\t\r".utf8)) == characters("aé漢🏰\t\r"))
    }

    @Test(arguments: [
        ("\u{1B}[A", EditingKey.up), ("\u{1B}OA", .up), ("\u{1B}[1;2B", .down),
        ("\u{1B}[C", .right),
        ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft), ("\u{1B}OH", .home),
        ("\u{1B}[1~", .home),
        ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[3;5~", .delete),
    ])
    func `keys are known by their sequences`(_ sequence: String, _ key: EditingKey) {
        #expect(
            keys(Array("x\(sequence)y".utf8)) == characters("x") + [.editing(key)] + characters("y")
        )
    }

    @Test(arguments: [
        "\u{1B}[15~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[<0;10;10M",
        "\u{1B}[99999999999999999999~",
    ])
    func `sequences of other keys are dropped`(_ sequence: String) {
        #expect(keys(Array("x\(sequence)y".utf8)) == characters("xy"))
    }

    /// What terminals answer to questions, whoever asked them.
    static let replies = [
        "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{07}", "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\",
        "\u{1B}P>|xterm(390)\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
        "\u{1B}^private\u{1B}\\", "\u{1B}Xany string\u{1B}\\", "\u{1B}[?62;4c", "\u{1B}[12;40R",
        "\u{1B}]52;c;" + String(repeating: "QUFB", count: 5000) + "\u{07}",
        "\u{1B}]0;broken off\u{18}", "\u{1B}P\u{1B}\\",
    ]

    @Test(arguments: replies)
    func `replies of the terminal are dropped`(_ reply: String) {
        #expect(keys(Array("x\(reply)y".utf8)) == characters("xy"))
        // However it comes in.
        var decoder = KeyDecoder()
        for byte in "x\(reply)y".utf8 { decoder.feed([byte]) }
        var found: [Key] = []
        while let key = decoder.take() { found.append(key) }
        #expect(found == characters("xy"))
    }

    @Test func `a reply that does not end is dropped`() {
        #expect(keys(Array("\u{1B}]11;rgb:1e".utf8), ended: true).isEmpty)
        #expect(keys(Array("\u{1B}]11;rgb\u{03}".utf8)) == [.interrupt])
    }

    @Test(arguments: ["]", "P", "_", "^", "X"])
    func `Alt with a character that begins a reply is kept`(_ character: String) {
        #expect(
            keys(Array("\u{1B}\(character)".utf8), ended: true) == characters("\u{1B}\(character)"))
    }

    @Test func `a paste is kept together, even if it holds keys`() {
        let pasted = Array("a\r\u{1B}[Ab\u{03}".utf8)
        let bytes = Array("x\u{1B}[200~".utf8) + pasted + Array("\u{1B}[201~y".utf8)
        #expect(keys(bytes) == characters("x") + [.paste(pasted)] + characters("y"))
    }

    @Test func `Alt with a character is kept`() {
        #expect(keys(Array("\u{1B}b\u{1B}é".utf8)) == characters("\u{1B}b\u{1B}é"))
    }

    @Test func `the rest of a sequence is waited for`() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[1;5".utf8 {
            decoder.feed([byte])
            #expect(decoder.isInsideSequence)
            #expect(decoder.take() == nil)
        }
        decoder.feed("D".utf8)
        #expect(!decoder.isInsideSequence)
        #expect(decoder.take() == .editing(.wordLeft))
    }

    @Test func `an escape with nothing after it is the key`() {
        #expect(keys([0x1B]) == [])
        #expect(keys([0x1B], ended: true) == characters("\u{1B}"))
        #expect(keys(Array("\u{1B}[".utf8), ended: true) == characters("\u{1B}["))
    }

    @Test func `bytes that are not a character are reported`() {
        #expect(keys([0xFF, 0x61]) == [.undecodable(0xFF)] + characters("a"))
        #expect(keys([0xE6, 0xBC, 0x61]) == [.undecodable(0xE6)] + characters("a"))
        #expect(keys([0xE6, 0xC3, 0xA9]) == [.undecodable(0xE6)] + characters("é"))
    }

    @Test func `characters that stand for keys are dropped`() {
        #expect(keys(Array("a\u{80}\u{9B}A\u{9F}b".utf8)) == characters("aAb"))
    }

    @Test func `the bytes by which the terminal signals are known`() {
        #expect(
            keys([0x61, 0x03, 0x1A, 0x0C]) == characters("a") + [
                .interrupt, .suspend, .clearScreen,
            ])
        var decoder = KeyDecoder(interruptByte: 0x1C, suspendByte: nil)
        decoder.feed([0x1C, 0x1A])
        #expect(decoder.take() == .interrupt)
        #expect(decoder.take() == .character(0x1A))
    }
}
