/// The scripts that a script sources, directly or through others.
struct SourcedScripts {
    /// The greatest number of scripts that may be sourced in all.
    private static let maximumCount = 1_000

    /// The scripts that were checked, by the bytes of their identities.
    private var checked: Set<[UInt8]> = []
    private var count = 0
    /// The scripts that the run may go through, by their identities.
    private(set) var onRun: [String: SourceFile] = [:]

    /// Notes that a script is sourced.
    ///
    /// - Parameter leads: Whether the run goes through the script.
    mutating func add(_ source: SourceFile, leads: Bool) {
        count += 1
        if leads { onRun[source.identity] = source }
    }

    /// Whether too many scripts were sourced.
    var areTooMany: Bool { count > Self.maximumCount }

    /// Notes that a script is checked.
    ///
    /// - Returns: Whether it is checked for the first time.
    mutating func check(_ source: SourceFile) -> Bool {
        checked.insert(Array(source.identity.utf8)).inserted
    }
}
