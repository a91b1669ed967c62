/// The variables of igs and of the service, including the key: programs that igs calls do not get them.
enum OwnVariables {
    /// Returns an environment without them.
    static func removed(from environment: [String: String]) -> [String: String] {
        environment.filter { !isOwn($0.key) }
    }

    private static func isOwn(_ name: String) -> Bool {
        name.hasPrefix("IGS_") || name.hasPrefix("AIREITER_")
    }
}
