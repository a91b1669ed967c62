import FoundationEssentials

/// Inputs that `scripts/fuzz` has found for a target, and must not find again, and inputs that were hard once.
package enum FoundInputs {
    /// Returns the names of a target's files, by its folder in `Tests/Fuzzing`.
    package static func names(_ target: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder(target))) ?? []).sorted()
    }

    package static func bytes(_ target: String, _ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder(target))/\(name)")))
    }

    private static func folder(_ target: String) -> String {
        SourceTree.path("Tests/Fuzzing/\(target)/Found")
    }
}
