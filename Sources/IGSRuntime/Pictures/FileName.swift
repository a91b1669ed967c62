/// Makes names of files out of text from anywhere.
///
/// The system sees bytes: a slash is one, even where a mark that joins it makes another character of the two.
enum FileName {
    /// The most bytes that common file systems take.
    private static let maximumByteCount = 255

    /// What stands between a path's slashes; several at once, or one at an end, enclose nothing.
    static func components(of path: String) -> [String] {
        path.utf8.split(separator: slash).map { String(Substring($0)) }
    }

    /// A path up to its last slash, that included, and what follows it.
    static func split(path: String) -> (folder: String, name: String) {
        let name = path.utf8.lastIndex(of: slash).map { path.utf8.index(after: $0) }
        let start = name ?? path.startIndex
        return (String(path[..<start]), String(path[start...]))
    }

    /// A path whose components are fit to be names; slashes, `.` and `..` stay what they are.
    ///
    /// - Parameter reserve: How many bytes the last component leaves room for.
    static func clean(path: String, reserving reserve: Int = 0) -> String {
        var components = path.utf8.split(separator: slash, omittingEmptySubsequences: false)
            .map { Substring($0) }
        let last = components.popLast() ?? ""
        return
            (components.map { clean($0, maximumByteCount) }
            + [clean(last, maximumByteCount - reserve)]).joined(separator: "/")
    }

    /// A text as a part of one component: it leads nowhere, and hides nothing.
    static func clean(value: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            let isFirstPoint = scalar == "." && scalars.isEmpty
            scalars.append(scalar == "/" || isFirstPoint ? "_" : scalar)
        }
        return String(scalars)
    }
}

extension FileName {
    private static let slash = UInt8(ascii: "/")

    /// A component without characters that a terminal would act upon or would not show, without a dash that would make
    /// it an option, and short enough; its extension stays.
    private static func clean(_ component: Substring, _ limit: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in component.unicodeScalars {
            let isFirstDash = scalar == "-" && scalars.isEmpty
            scalars.append(isFit(scalar) && !isFirstDash ? scalar : "_")
        }
        let text = String(scalars)
        guard text.utf8.count > limit else { return text }
        let (stem, ending) = split(name: text)
        var short = stem
        while short.utf8.count + ending.utf8.count > limit, !short.isEmpty {
            short.unicodeScalars.removeLast()
        }
        return short + ending
    }

    /// A name's stem, and the extension with its point; a long one is none.
    private static func split(name: String) -> (stem: String, ending: String) {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
            name.utf8[dot...].count <= 16
        else { return (name, "") }
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
