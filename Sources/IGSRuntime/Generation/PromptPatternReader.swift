/// Reads the groups of a prompt, and keeps the open ones on a stack.
struct PromptPatternReader {
    private struct Frame {
        var alternatives: [PromptPattern] = []
        var current = PromptPattern()
    }

    private var frames: [Frame] = []
    private var top = Frame()
    private var text: [UInt8] = []
    private var partCount = 0

    private init() {}

    /// Returns the pattern of a prompt.
    ///
    /// - Throws: ``PromptVariationsError`` if the braces do not match, or nest too deep.
    static func read(_ prompt: String) throws(PromptVariationsError) -> PromptPattern {
        var reader = PromptPatternReader()
        try reader.take(prompt)
        return try reader.finish()
    }
}

private extension PromptPatternReader {
    static let marks = Array("{|}\\".utf8)

    mutating func take(_ prompt: String) throws(PromptVariationsError) {
        var bytes = prompt.utf8.makeIterator()
        var isEscaped = false
        while let byte = bytes.next() {
            let isMark = Self.marks.contains(byte)
            if isEscaped {
                if !isMark { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "{"): try open()
            case UInt8(ascii: "}"): try close()
            case UInt8(ascii: "|") where !frames.isEmpty: try endAlternative()
            default: text.append(byte)
            }
        }
        if isEscaped { text.append(UInt8(ascii: "\\")) }
    }

    mutating func finish() throws(PromptVariationsError) -> PromptPattern {
        guard frames.isEmpty else { throw .unclosedGroup }
        flush()
        return top.current
    }

    mutating func open() throws(PromptVariationsError) {
        guard frames.count < PromptVariations.maximumDepth else { throw .tooDeep }
        flush()
        frames.append(top)
        top = Frame()
    }

    mutating func close() throws(PromptVariationsError) {
        guard let outer = frames.popLast() else { throw .unopenedGroup }
        try endAlternative()
        let alternatives = top.alternatives
        top = outer
        if alternatives.count == 1 {
            top.current.append("{")
            top.current.append(alternatives[0])
            top.current.append("}")
        } else {
            top.current.append(alternatives)
        }
    }

    mutating func endAlternative() throws(PromptVariationsError) {
        partCount += 1
        guard partCount <= PromptVariations.maximumPartCount else { throw .tooManyParts }
        flush()
        top.alternatives.append(top.current)
        top.current = PromptPattern()
    }

    mutating func flush() {
        top.current.append(String(decoding: text, as: UTF8.self))
        text = []
    }
}
