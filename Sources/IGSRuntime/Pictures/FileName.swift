/// Makes file names out of text from anywhere.
///
/// The system sees bytes: the byte of a slash is a slash, even if a combining mark after it makes Swift see both as one
/// character.
enum FileName {
    /// The most bytes that common file systems take.
    private static let maximumByteCount = 255

    /// Returns what is between the slashes of a path; several slashes in a row, or one at an end,
    /// count as nothing between.
    static func components(of path: String) -> [String] {
        path.utf8.split(separator: slash).map { String(Substring($0)) }
    }

    /// Returns a path up to and including its last slash, and what follows it.
    static func split(path: String) -> (folder: String, name: String) {
        let name = path.utf8.lastIndex(of: slash).map { path.utf8.index(after: $0) }
        let start = name ?? path.startIndex
        return (String(path[..<start]), String(path[start...]))
    }

    /// Returns a path with components that are fit to be names; slashes, `.` and `..` stay as they
    /// are.
    ///
    /// - Parameter reserve: How many bytes the last component leaves free.
    static func clean(path: String, reserving reserve: Int = 0) -> String {
        var components = path.utf8.split(separator: slash, omittingEmptySubsequences: false)
            .map { Substring($0) }
        let last = components.popLast() ?? ""
        return
            (components.map { clean($0, maximumByteCount) }
            + [clean(last, maximumByteCount - reserve)]).joined(separator: "/")
    }

    /// Returns a text as a part of one component: it leads to no other folder, and does not make a
    /// hidden file.
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

    /// Returns a component that is short enough, without characters that a terminal would act on or not show, and
    /// without a dash that would make it an option. Its extension stays.
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

    /// Returns a name's stem, and its extension with the dot; a long ending is not an extension.
    private static func split(name: String) -> (stem: String, ending: String) {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
            name.utf8[dot...].count <= 16
        else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }

    private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        // The joiners, which emoji and several writing systems need.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        default: true
        }
    }
}
