#if canImport(IGSRuntime)
    @testable import IGSRuntime
#endif

/// What must hold of any bytes as a file's name.
enum FileNameProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let path = FileName.clean(path: text)
        let components = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        let slashes = text.utf8.filter { $0 == 0x2F }.count
        if components.count != slashes + 1 { return "another number of components: \(path)" }
        for component in components {
            if component.count > 255 { return "\(component.count) bytes" }
            if component.first == UInt8(ascii: "-") { return "an option: \(path)" }
        }
        for scalar in path.unicodeScalars {
            let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: return "\(scalar.value) in a name"
            case .format where !isJoiner: return "\(scalar.value) in a name"
            default: break
            }
        }
        if FileName.clean(path: path) != path { return "cleaned twice, it is another: \(path)" }
        let value = FileName.clean(value: text)
        if value.utf8.contains(0x2F) { return "a field with a slash: \(value)" }
        if value.utf8.first == UInt8(ascii: ".") { return "a field with a point first: \(value)" }
        return nil
    }
}
