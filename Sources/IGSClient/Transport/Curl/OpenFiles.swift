import Glibc

/// The files that this process may have open.
enum OpenFiles {
    /// How many connections leave to everything else: the ledger and the pictures need theirs, and Dispatch ends the
    /// process if it cannot open a timer.
    private static let reserve: rlim_t = 16

    /// Whether so few files can be opened after this one that it had better not be a connection.
    static func areScarce(after descriptor: Int32) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return false
        }
        // The system gives the lowest number that is free.
        return rlim_t(max(0, descriptor)) + reserve >= limit.rlim_cur
    }
}
