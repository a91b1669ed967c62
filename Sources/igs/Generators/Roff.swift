/// Text for `man`, in the macros of man(7).
struct Roff {
    private(set) var text = ""

    /// Adds the first line: the page's name, section and version.
    mutating func title(_ name: String, section: Int, version: String) {
        macro("TH", name.uppercased(), "\(section)", "", "\(name) \(version)", "User Commands")
    }

    mutating func section(_ name: String) { macro("SH", name) }

    mutating func subsection(_ name: String) { macro("SS", name) }

    /// Adds a paragraph.
    mutating func paragraph(_ words: String) {
        macro("PP")
        line(words)
    }

    /// Adds a term in bold, and its description.
    mutating func item(_ term: String, _ words: String) {
        macro("TP")
        text += ".B \(Self.quoted(term))\n"
        line(words)
    }

    /// Adds lines as they are.
    mutating func verbatim(_ lines: String) {
        macro("PP")
        macro("nf")
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
            self.line(String(line))
        }
        macro("fi")
    }

    private mutating func macro(_ name: String, _ arguments: String...) {
        text += ([".\(name)"] + arguments.map(Self.quoted)).joined(separator: " ") + "\n"
    }

    private mutating func line(_ words: String) {
        let escaped = Self.escaped(words)
        // A dot or an apostrophe at the start of a line would make it a macro.
        let isMacro = escaped.hasPrefix(".") || escaped.hasPrefix("'")
        text += (isMacro ? "\\&" : "") + escaped + "\n"
    }

    private static func quoted(_ argument: String) -> String {
        "\"\(escaped(argument).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq"))\""
    }

    private static func escaped(_ words: String) -> String {
        var result = ""
        for character in words {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "`": result += "\\(ga"
            default: result.append(character)
            }
        }
        return result
    }
}
