#if canImport(IGSConsole)
    import IGSConsole
#endif

/// What must hold of any bytes on their way to a terminal.
enum TerminalProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let visible = TerminalText.visible(text)
        for shown in [
            visible, TerminalText.visible(bytes: bytes), TerminalText.escaped(inJSON: text),
        ] {
            for scalar in shown.unicodeScalars where isActive(scalar) {
                return "\(scalar.value) reaches the terminal"
            }
        }
        if TerminalText.visible(visible) != visible { return "what is visible changes" }
        if String(validating: bytes, as: UTF8.self) != nil,
            TerminalText.visible(bytes: bytes) != visible
        {
            return "bytes and text differ"
        }
        return nil
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t"
        case .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        }
    }
}
