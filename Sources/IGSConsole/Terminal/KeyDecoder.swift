internal import CEditline

/// Turns the bytes of a terminal into keys.
///
/// Characters are decoded in the process's character set; a byte that cannot be decoded is a key of
/// its own. Escape sequences of unknown keys are dropped.
struct KeyDecoder {
    /// The byte of Ctrl-C at this terminal; nil if no byte interrupts.
    let interruptByte: UInt8?
    /// The byte of Ctrl-Z at this terminal; nil if no byte suspends.
    let suspendByte: UInt8?

    private var keys: [Key] = []
    private var next = 0
    private var sequence: [UInt8] = []
    /// The part of a pasted text that has come so far.
    private var paste: [UInt8]?
    private var decoder = editline_decoder()
    /// The first byte of a character whose last byte has not come.
    private var characterStart: UInt8?

    init(interruptByte: UInt8? = 0x03, suspendByte: UInt8? = 0x1A) {
        self.interruptByte = interruptByte
        self.suspendByte = suspendByte
    }

    /// Whether an escape sequence has begun and not ended. What `ESC` means then depends on whether
    /// more comes soon.
    var isInsideSequence: Bool { !sequence.isEmpty }

    /// Whether a string reply of the terminal (OSC, DCS, APC, PM, SOS) has begun, and not ended.
    var isInsideReply: Bool { sequence.count > 2 && Self.isStringIntroducer(sequence[1]) }

    /// Whether a key waits to be taken.
    var hasKey: Bool { next < keys.count }

    /// Takes the next key; nil if none is complete.
    mutating func take() -> Key? {
        guard hasKey else { return nil }
        let key = keys[next]
        next += 1
        if next == keys.count {
            keys.removeAll(keepingCapacity: true)
            next = 0
        }
        return key
    }

    /// Takes the next key if it is this one.
    mutating func take(_ key: Key) -> Bool {
        guard hasKey, keys[next] == key else { return false }
        return take() != nil
    }

    /// Forgets the part of a pasted text that has come: its end will not come.
    mutating func dropPaste() { paste = nil }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    /// Notes that nothing has followed for a while: the bytes that have come are not a sequence.
    mutating func endSequence() {
        // What is left of a reply was not typed either.
        if isInsideReply { return sequence.removeAll(keepingCapacity: true) }
        if sequence.count == 2, Self.isStringIntroducer(sequence[1]) {
            let byte = sequence[1]
            sequence.removeAll(keepingCapacity: true)
            keys.append(.character(wchar_t(Self.escape)))
            return decode(byte)
        }
        keys.append(contentsOf: sequence.map { .character(wchar_t($0)) })
        sequence.removeAll(keepingCapacity: true)
    }
}

extension KeyDecoder {
    private static let escape: UInt8 = 0x1B
    private static let formFeed: UInt8 = 0x0C
    /// The longest sequence of a key.
    private static let longestSequence = 64
    private static let endOfPaste = Array("\u{1B}[201~".utf8)

    private mutating func feed(_ byte: UInt8) {
        if paste != nil { return continuePaste(byte) }
        switch byte {
        case interruptByte:
            endSequence()
            keys.append(.interrupt)
        case suspendByte:
            endSequence()
            keys.append(.suspend)
        // This byte begins the terminator of a reply.
        case Self.escape where sequence.count < 2 || !Self.isStringIntroducer(sequence[1]):
            endSequence()
            sequence.append(byte)
        case _ where isInsideSequence:
            continueSequence(byte)
        case Self.formFeed:
            keys.append(.clearScreen)
        default:
            decode(byte)
        }
    }

    private mutating func continueSequence(_ byte: UInt8) {
        if sequence.count >= 2, Self.isStringIntroducer(sequence[1]) { return continueReply(byte) }
        sequence.append(byte)
        switch sequence.count {
        case 2:
            // CSI and SS3 go on; Alt with another character is complete, and its character may have
            // more bytes.
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") { return }
            // Alone, it is Alt with that character: the time decides.
            if Self.isStringIntroducer(byte) { return }
            sequence.removeAll(keepingCapacity: true)
            keys.append(.character(wchar_t(Self.escape)))
            decode(byte)
        case 3 where sequence[1] == UInt8(ascii: "O"):
            endSequence(parameters: [], final: byte)
        case 3 where byte == UInt8(ascii: "["):
            // A function key of the Linux console, which has one more byte.
            return
        default:
            if (0x40...0x7E).contains(byte) {
                endSequence(parameters: Array(sequence[2..<(sequence.count - 1)]), final: byte)
            } else if !(0x20...0x3F).contains(byte) || sequence.count == Self.longestSequence {
                sequence.removeAll(keepingCapacity: true)
            }
        }
    }

    /// Skips a string up to its terminator: `ESC \`, or BEL. CAN and SUB break it off.
    private mutating func continueReply(_ byte: UInt8) {
        let isEnd =
            [Self.bell, 0x18, 0x1A].contains(byte)
            || byte == UInt8(ascii: "\\") && sequence.last == Self.escape && sequence.count > 2
        guard !isEnd else { return sequence.removeAll(keepingCapacity: true) }
        // Only how it began and its last byte matter.
        if sequence.count > 2 { sequence.removeLast() }
        sequence.append(byte)
    }

    private static let bell: UInt8 = 0x07

    /// `ESC ]`, `ESC P`, `ESC _`, `ESC ^`, `ESC X`.
    private static func isStringIntroducer(_ byte: UInt8) -> Bool { "]P_^X".utf8.contains(byte) }

    private mutating func endSequence(parameters: [UInt8], final: UInt8) {
        sequence.removeAll(keepingCapacity: true)
        if final == UInt8(ascii: "~"), parameters == Array("200".utf8) {
            paste = []
            return
        }
        guard let key = EditingKey(parameters: parameters, final: final) else { return }
        keys.append(.editing(key))
    }

    /// Everything before the end mark is text: keys are not recognised in it.
    private mutating func continuePaste(_ byte: UInt8) {
        paste?.append(byte)
        guard byte == UInt8(ascii: "~"), let text = paste,
            text.suffix(Self.endOfPaste.count).elementsEqual(Self.endOfPaste)
        else {
            return
        }
        keys.append(.paste(Array(text.dropLast(Self.endOfPaste.count))))
        paste = nil
    }

    private mutating func decode(_ byte: UInt8) {
        var character: wchar_t = 0
        switch editline_decode(&decoder, byte, &character) {
        case 0:
            characterStart = characterStart ?? byte
        case 1:
            characterStart = nil
            if !EditingKey.characters.contains(character) { keys.append(.character(character)) }
        default:
            keys.append(.undecodable(characterStart ?? byte))
            // A byte that broke off a character may begin another.
            if characterStart.take() != nil { decode(byte) }
        }
    }
}
