internal import CEditline

/// What a key does that libedit has no command for.
///
/// Such a key reaches libedit as ``EditingKey/own``, which is bound to the one command of igs's own.
/// libedit runs it when it awaits a command. In between, for example in vi's `d` before its motion,
/// libedit holds positions in the line, and the line must not change.
enum EditorCommand {
    case paste([UInt8])
    /// Inserts a newline, at the end if vi's `ESC` has just put the cursor on the last character.
    case insertNewline(atEnd: Bool)
    case complete
    /// Goes to an older entry of the history, or up a row of the text.
    case goUp
    case goDown
    /// Moves over Unicode scalars, back if negative.
    case move(Int)
    case delete(Int)
    case takeHint(wordOnly: Bool)
    case beginSearch
    case search(Key)
    /// Undoes the last change, and then the one before it.
    case undo
    /// Inserts the last word of the line before, and then that of the one before that.
    case insertLastWord
    /// Continues the line in the user's own editor.
    case editElsewhere

    /// Returns what a character does as the last of a command that libedit has several keys for. With
    /// vi's keys, it may be an argument: libedit knows whether it is. Nil if the character is libedit's.
    ///
    /// - Parameter previous: The character that libedit got before.
    static func endOfSequence(
        _ character: wchar_t, after previous: wchar_t, hasEmacsKeys: Bool
    ) -> EditorCommand? {
        guard hasEmacsKeys else { return character == ControlKey.editWithVi ? .editElsewhere : nil }
        return sequences.first { $0.keys == [previous, character] }?.command
    }

    /// The commands that have two keys with emacs' keys.
    static let sequences: [(keys: [wchar_t], command: EditorCommand)] = [
        ([ControlKey.controlX, 0x05], .editElsewhere), ([ControlKey.controlX, 0x15], .undo),
        ([ControlKey.escape, wchar_t(UInt8(ascii: "."))], .insertLastWord),
        ([ControlKey.escape, wchar_t(UInt8(ascii: "_"))], .insertLastWord),
    ]
}

/// The control characters that mean something to the editor.
enum ControlKey {
    static let newline: wchar_t = 0x0A
    static let carriageReturn: wchar_t = 0x0D
    static let escape: wchar_t = 0x1B
    static let tab: wchar_t = 0x09
    /// Ctrl-V: the next key is taken as text.
    static let quoteNext: wchar_t = 0x16
    static let controlX: wchar_t = 0x18
    /// Ctrl-G, which does nothing by itself.
    static let nothing: wchar_t = 0x07
    /// `v`, in vi's command mode.
    static let editWithVi = wchar_t(UInt8(ascii: "v"))
}
