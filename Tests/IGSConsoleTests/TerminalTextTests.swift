import FoundationEssentials
import IGSConsole
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        "", "a castle under the stars, it's midnight", "two\nlines and\ta tab",
        "größer, 漢字, 👩‍🚀 and é", "می‌خواهم", "क्‍ष", "❤️",
    ])
    func `harmless text stays as it is`(_ text: String) {
        #expect(TerminalText.visible(text) == text)
    }

    @Test(arguments: [
        ("\u{1B}[31mred", "\\u{1B}[31mred"),
        ("\u{1B}]0;title\u{07}", "\\u{1B}]0;title\\u{07}"),
        ("over\rwrite", "over\\u{0D}write"),
        ("line\r\nend", "line\\u{0D}\nend"),
        ("nul\0del\u{7F}", "nul\\u{00}del\\u{7F}"),
        ("c1\u{9B}31m", "c1\\u{9B}31m"),
        ("evil\u{202E}gnp.exe", "evil\\u{202E}gnp.exe"),
        (
            "\u{2066}isolated\u{2069}\u{200E}\u{200F}\u{61C}",
            "\\u{2066}isolated\\u{2069}\\u{200E}\\u{200F}\\u{61C}"
        ),
        ("zero\u{200B}width\u{FEFF}\u{2060}\u{AD}", "zero\\u{200B}width\\u{FEFF}\\u{2060}\\u{AD}"),
        ("lines\u{2028}and\u{2029}", "lines\\u{2028}and\\u{2029}"),
        ("tags\u{E0041}\u{E0042}", "tags\\u{E0041}\\u{E0042}"),
    ])
    func `characters that a terminal would act upon are shown`(_ text: String, _ expected: String) {
        #expect(TerminalText.visible(text) == expected)
    }

    @Test func `text within JSON is escaped as in JSON`() throws {
        let text = "a\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{200B}\u{E0041}é漢"
        let encoded = try JSONEncoder().encode([text])
        let json = TerminalText.escaped(inJSON: String(decoding: encoded, as: UTF8.self))
        #expect(
            json.lowercased()
                == #"["a\u001b[31m\u007f\u009b\u202e\u200b\udb40\udc41é漢"]"#)
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
    }

    @Test func `bytes that are not text are shown`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xA9, 0xE4, 0xB8, 0x62, 0x1B, 0xC3]
        #expect(TerminalText.visible(bytes: bytes) == "a\\x{FF}é\\x{E4}\\x{B8}b\\u{1B}\\x{C3}")
    }

    @Test func `any bytes become text without an active character`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for text in [
                TerminalText.visible(bytes: bytes),
                TerminalText.visible(String(decoding: bytes, as: UTF8.self)),
            ] {
                let active = text.unicodeScalars.filter {
                    $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                }
                #expect(active.isEmpty)
            }
        }
    }
}
