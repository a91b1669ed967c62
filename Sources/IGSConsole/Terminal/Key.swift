internal import CEditline

/// What a person pressed.
enum Key: Equatable {
    /// A character; control characters stand for their keys, and Alt comes as `ESC` before it.
    case character(wchar_t)
    /// A byte that is not part of a character.
    case undecodable(UInt8)
    /// A key without a character, which libedit handles.
    case editing(EditingKey)
    /// Pasted text, as the terminal sent it.
    case paste([UInt8])
    /// Ctrl-C: drops the line.
    case interrupt
    /// Ctrl-Z: stops the process.
    case suspend
    /// Ctrl-L: clears the screen.
    case clearScreen
}

/// A key that terminals send as an escape sequence, and that libedit knows only as one of the
/// characters U+0080 to U+009F.
///
/// If a sequence itself were bound, `ESC` alone would wait for more, and vi's `ESC` would do
/// nothing. The same characters from the terminal itself are dropped.
enum EditingKey: UInt8, CaseIterable {
    case up = 0x80
    case down, left, right, home, end, delete, wordLeft, wordRight

    static let characters: ClosedRange<wchar_t> = 0x80...0x9F
    /// The character for keys that libedit has no command for.
    static let own: wchar_t = 0x9F

    /// The character that libedit reads for it.
    var character: wchar_t { wchar_t(rawValue) }

    /// The command of libedit that it is bound to.
    var command: String {
        switch self {
        case .up: "ed-prev-history"
        case .down: "ed-next-history"
        case .left: "ed-prev-char"
        case .right: "ed-next-char"
        case .home: "ed-move-to-beg"
        case .end: "ed-move-to-end"
        case .delete: "ed-delete-next-char"
        case .wordLeft: "ed-prev-word"
        case .wordRight: "em-next-word"
        }
    }

    /// Finds the key whose escape sequence has these parameters and this last byte; nil if the
    /// sequence means nothing here.
    ///
    /// Shift, Alt and Ctrl come as a second parameter; with Alt or Ctrl the horizontal arrows move
    /// by words.
    init?(parameters: [UInt8], final: UInt8) {
        guard !parameters.contains(UInt8(ascii: "[")) else { return nil }
        let numbers = parameters.split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let first = numbers.first.flatMap(Self.number)
        let modifier = numbers.dropFirst().first.flatMap(Self.number) ?? 1
        let goesByWords = (3...8).contains(modifier)
        switch final {
        case UInt8(ascii: "A"): self = .up
        case UInt8(ascii: "B"): self = .down
        case UInt8(ascii: "C"): self = goesByWords ? .wordRight : .right
        case UInt8(ascii: "D"): self = goesByWords ? .wordLeft : .left
        case UInt8(ascii: "H"): self = .home
        case UInt8(ascii: "F"): self = .end
        case UInt8(ascii: "~"):
            switch first {
            case 1, 7: self = .home
            case 4, 8: self = .end
            case 3: self = .delete
            default: return nil
            }
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: digits, as: UTF8.self))
    }
}
