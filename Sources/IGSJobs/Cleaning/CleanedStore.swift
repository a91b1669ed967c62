/// The outcome of a ``StoreCleaning``.
public struct CleanedStore: Sendable {
    /// What can go.
    public enum Kind: String, Sendable, CaseIterable {
        /// Pictures of which the user has a copy.
        case saved
        /// Pictures and references of which no copy is known.
        case unsaved
        /// References of which the user has a copy.
        case reference
        /// Files that were never finished.
        case leftover
    }

    /// Some files.
    public struct Amount: Hashable, Sendable {
        /// How many there are.
        public internal(set) var count = 0
        /// How many bytes they take.
        public internal(set) var byteCount = 0

        mutating func add(_ byteCount: Int) {
            count += 1
            self.byteCount += byteCount
        }
    }

    /// A file or folder that was left because the system, or its being a link, is in the way.
    public struct Obstacle: Hashable, Sendable {
        /// The absolute path.
        public let path: String
        /// The operating system's error number; nil for a link, which is not followed.
        public let errno: Int32?
    }

    /// What went, or would go in a rehearsal.
    public internal(set) var removed: [Kind: Amount] = [:]
    /// What stays because no copy of it is known.
    public internal(set) var unsavedLeft = Amount()
    /// What is in the way; at the first obstacle in a folder, the rest of it is left.
    public internal(set) var obstacles: [Obstacle] = []
    /// The jobs that are not over.
    public internal(set) var unfinished: [UnfinishedTask] = []
    /// Damaged or older ledgers that were set aside, by their paths. They stay.
    public internal(set) var setAside: [(path: String, byteCount: Int)] = []
}
