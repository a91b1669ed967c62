/// Makes names of files out of text from anywhere.
enum FileName {
    /// The most bytes that common file systems take.
    private static let maximumByteCount = 255

    /// A path whose components are fit to be names; slashes, `.` and `..` stay what they are.
    ///
    /// - Parameter reserve: How many bytes the last component leaves room for.
    static func clean(path: String, reserving reserve: Int = 0) -> String {
        var components = path.split(separator: "/", omittingEmptySubsequences: false)
        let last = components.popLast() ?? ""
        return
            (components.map { clean($0, maximumByteCount) }
            + [clean(last, maximumByteCount - reserve)]).joined(separator: "/")
    }

    /// A text as a part of one component: it leads nowhere, and hides nothing.
    static func clean(value: String) -> String {
        let text = value.replacing("/", with: "_")
        return text.hasPrefix(".") ? "_" + text.dropFirst() : text
    }

    /// A component without characters that a terminal would act upon or would not show, without a dash that would make
    /// it an option, and short enough; its extension stays.
    private static func clean(_ component: Substring, _ limit: Int) -> String {
        var text = ""
        for scalar in component.unicodeScalars {
            text.unicodeScalars.append(isFit(scalar) ? scalar : "_")
        }
        if text.hasPrefix("-") { text = "_" + text.dropFirst() }
        guard text.utf8.count > limit else { return text }
        let (stem, ending) = split(text)
        var short = stem
        while short.utf8.count + ending.utf8.count > limit, !short.isEmpty {
            short.removeLast()
        }
        return short + ending
    }

    /// A name's stem, and the extension with its point; a long one is none.
    private static func split(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 16 else {
            return (name, "")
        }
        return (String(name[..<dot]), String(name[dot...]))
    }

    private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        // The joiners, which emoji and several scripts need.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        default: true
        }
    }
}
