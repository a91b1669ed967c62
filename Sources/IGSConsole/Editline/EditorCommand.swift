internal import CEditline

/// What a key does that libedit has no command for.
///
/// Such a key reaches libedit as ``EditingKey/own``, which is bound to the one command of igs's own;
/// libedit runs it where it awaits a command. In between, in vi's `d` before its motion, say, it holds
/// places in the line, and the line must not change.
enum EditorCommand {
    case paste([UInt8])
    /// Where vi's `ESC` has just put the cursor on the last character, behind that.
    case insertNewline(atEnd: Bool)
    case complete
    /// To an older entry of the history, or up a row of the text.
    case goUp
    case goDown
    /// Over Unicode scalars, back where negative.
    case move(Int)
    case delete(Int)
    case takeHint(wordOnly: Bool)
    case beginSearch
    case search(Key)
    /// Takes the last change back, and then the one before it.
    case undo
    /// Puts the last word of the line before into this one, and then that of the one before that.
    case insertLastWord
    /// Goes on in an editor of the user's own.
    case editElsewhere

    /// What a character does as the last of a command that libedit has several keys for, or, with vi's
    /// keys, perhaps an argument: it is libedit that knows whether it is one. Nil where it is libedit's.
    ///
    /// - Parameter previous: The character that libedit got before.
    static func endOfSequence(
        _ character: wchar_t, after previous: wchar_t, hasEmacsKeys: Bool
    ) -> EditorCommand? {
        guard hasEmacsKeys else { return character == ControlKey.editWithVi ? .editElsewhere : nil }
        return sequences.first { $0.keys == [previous, character] }?.command
    }

    /// The commands of two keys with emacs' keys.
    static let sequences: [(keys: [wchar_t], command: EditorCommand)] = [
        ([ControlKey.controlX, 0x05], .editElsewhere), ([ControlKey.controlX, 0x15], .undo),
        ([ControlKey.escape, wchar_t(UInt8(ascii: "."))], .insertLastWord),
        ([ControlKey.escape, wchar_t(UInt8(ascii: "_"))], .insertLastWord),
    ]
}

/// The characters of keys that mean something to the editor.
enum ControlKey {
    static let newline: wchar_t = 0x0A
    static let carriageReturn: wchar_t = 0x0D
    static let escape: wchar_t = 0x1B
    static let tab: wchar_t = 0x09
    /// Ctrl-V: the next key is text.
    static let quoteNext: wchar_t = 0x16
    static let controlX: wchar_t = 0x18
    /// Ctrl-G, which does nothing by itself.
    static let nothing: wchar_t = 0x07
    /// `v`, in vi's command mode.
    static let editWithVi = wchar_t(UInt8(ascii: "v"))
}
