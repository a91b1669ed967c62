internal import CEditline
internal import Glibc

/// What is known of the terminal behind a file descriptor, and of the room that text takes on it.
package enum TerminalInfo {
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// The number of columns; nil where it is no terminal, or one that does not know.
    package static func columns(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// The number of rows; nil where it is no terminal, or one that does not know.
    package static func rows(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
    }

    /// Whether to colour what is written there: to a terminal that is not `dumb`, unless `NO_COLOR`
    /// has a value.
    package static func colourAllowed(_ descriptor: Int32, environment: [String: String]) -> Bool {
        guard environment["NO_COLOR", default: ""].isEmpty else { return false }
        return understandsSequences(environment["TERM"]) && isTerminal(descriptor)
    }

    /// Whether a terminal of a kind, as `TERM` names it, understands escape sequences. All in use
    /// do, but those that say nothing, or `dumb`.
    static func understandsSequences(_ kind: String?) -> Bool {
        !["", "dumb", "emacs"].contains(kind ?? "")
    }

    /// The columns that `text` takes. It should be one line without control characters, which count
    /// as nothing.
    ///
    /// An emoji made of several characters counts as the one picture that it is.
    package static func width(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        _ = isLocalePrepared
        return text.reduce(0) { $0 + width($1) }
    }

    /// True. Asked for, the process has a character set in which characters have widths and can be
    /// decoded.
    static let isLocalePrepared: Bool = {
        editline_prepare_locale()
        return true
    }()

    private static func size(_ descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }

    private static func width(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.count > 1, scalars.contains(where: isEmojiPart) { return 2 }
        return scalars.reduce(0) {
            $0 + max(0, Int(editline_width(wchar_t(truncatingIfNeeded: $1.value))))
        }
    }

    /// Whether a character that has company makes it a picture: a joiner, the emoji selector, a
    /// skin tone, a letter of a flag.
    private static func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: true
        default: false
        }
    }
}
