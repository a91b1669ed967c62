import SandboxPainter

/// What may follow a fault's word.
package struct FaultParameter: Sendable {
    /// The kinds of text that are accepted.
    enum Kind: Sendable {
        case integer(ClosedRange<Int>)
        /// Any number, even one that nobody should send, such as `1e19` or `nan`.
        case number
        /// A number of seconds that a clock can represent, with or without an `s` behind it.
        case seconds
        case choice([String])
        /// Two integers with an x between them.
        case size
        /// Any word.
        case word
    }

    let name: String
    let kind: Kind
    /// The value if it is left out.
    let defaultText: String

    /// Makes a parameter.
    ///
    /// - Parameter name: Its name in the help; its arguments are found under this name.
    init(_ name: String, _ kind: Kind, default text: String) {
        self.name = name
        self.kind = kind
        defaultText = text
    }

    /// Returns a word that is given or not.
    static func flag(_ word: String) -> FaultParameter {
        FaultParameter(word, .choice([word]), default: "")
    }

    /// How the help shows it: in brackets, as all are optional.
    var usage: String {
        if case .choice(let words) = kind { return "[\(words.joined(separator: "|"))]" }
        return "[\(name)]"
    }

    /// Reads `30`, `30s` or `0.5s`.
    static func seconds(_ text: some StringProtocol) -> Double? {
        let digits = text.hasSuffix("s") ? text.dropLast() : text[...]
        guard let seconds = Double(digits), (0...1e9).contains(seconds) else { return nil }
        return seconds
    }

    func accepts(_ text: some StringProtocol) -> Bool {
        switch kind {
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .number: Double(text) != nil
        case .seconds: Self.seconds(text) != nil
        case .choice(let words): words.contains { $0 == text }
        case .size: PixelSize(text) != nil
        case .word: !text.isEmpty
        }
    }
}

extension PixelSize {
    /// Reads `640x480`.
    init?(_ text: some StringProtocol) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).compactMap {
            Int($0)
        }
        guard sides.count == 2, sides.allSatisfy({ (1...0xFFFF_FFFF).contains($0) }) else {
            return nil
        }
        self.init(sides[0], sides[1])
    }
}
