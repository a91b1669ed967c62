package import FoundationEssentials

/// The repository that the tests were built from.
package enum SourceTree {
    /// Its path.
    package static let root =
        String(#filePath).split(separator: "/").dropLast(4).map { "/\($0)" }.joined()

    /// Returns the path of a file or folder, from its path below the root.
    package static func path(_ place: String) -> String { "\(root)/\(place)" }

    /// Returns the URL of a file or folder, from its path below the root.
    package static func url(_ place: String) -> URL { URL(filePath: path(place)) }
}
