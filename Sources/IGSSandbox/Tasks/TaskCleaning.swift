import FoundationEssentials
import Glibc

/// Removes the old tasks of a state folder, and the references that no other task has. The billing journal stays, and
/// so does what the tasks cost.
///
/// Nothing is changed while a sandbox serves from the folder. The new `tasks.jsonl` takes the old one's place at once,
/// so a cleaning may be ended at any moment.
package struct TaskCleaning: Sendable {
    private let folder: String
    private let endedBefore: Double
    private let kept: Set<String>
    private let isRehearsal: Bool

    /// The outcome.
    package struct Outcome: Hashable, Codable, Sendable {
        /// Whether a sandbox was serving from the folder, so that nothing was done.
        package var isInUse = false
        /// How many tasks were removed, or would be.
        package var tasks = 0
        /// How many references were removed, or would be.
        package var references = 0
        /// How many bytes that frees.
        package var bytes = 0

        enum CodingKeys: String, CodingKey {
            case isInUse = "in_use"
            case tasks
            case references
            case bytes
        }
    }

    /// Makes a cleaning.
    ///
    /// - Parameters:
    ///   - endedBefore: Tasks that were over before this moment go, in seconds since 1970.
    ///   - kept: The ids of tasks that stay, the service's or their callers'.
    ///   - isRehearsal: Whether to change nothing.
    package init(
        folder: String, endedBefore: Double, keeping kept: Set<String>, isRehearsal: Bool
    ) {
        self.folder = folder
        self.endedBefore = endedBefore
        self.kept = kept
        self.isRehearsal = isRehearsal
    }

    package func run() throws -> Outcome {
        var status = stat()
        guard lstat(folder, &status) == 0 else {
            guard errno == ENOENT else { throw SandboxError(cannotUse: folder) }
            return Outcome()
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            errno = ENOTDIR
            throw SandboxError(cannotUse: folder)
        }
        // A rehearsal creates no file, and what it says is true of a moment only.
        guard !isRehearsal else { return try clean() }
        guard let lock = try UseLock(all: folder) else { return Outcome(isInUse: true) }
        return try withExtendedLifetime(lock) { try clean() }
    }
}

extension TaskCleaning {
    private func clean() throws -> Outcome {
        var outcome = Outcome()
        let references = try cleanTasks(&outcome)
        try cleanReferences(except: references, &outcome)
        return outcome
    }

    /// Removes the tasks that are over.
    ///
    /// - Returns: The digests of the references that the other tasks have.
    private func cleanTasks(_ outcome: inout Outcome) throws -> Set<String> {
        let path = "\(folder)/tasks.jsonl"
        guard var lines = try LineReader(path: path) else { return [] }
        let new = path + ".new"
        let file = isRehearsal ? nil : try NewFile(path: new)
        var references: Set<String> = []
        var removed = RemovedTasks()
        var unbilled: [Bill] = []
        lazy var billed = billedTasks()
        while let line = lines.next() {
            let data = Data(line)
            if let task = try? JSONDecoder().decode(SimulatedTask.self, from: data) {
                guard isOver(task) else {
                    for case .stored(let sha256, _, _) in task.parameters.references {
                        references.insert(sha256)
                    }
                    try file?.append(line)
                    continue
                }
                if !billed.contains(task.id) { unbilled.append(task.bill) }
                removed.count += 1
                removed.spent += task.cost
                outcome.tasks += 1
                outcome.bytes += line.count + 1
            } else if let earlier = try? JSONDecoder().decode(RemovedTasks.self, from: data) {
                removed.count += earlier.count
                removed.spent += earlier.spent
            } else {
                // Of a later version, or torn.
                try file?.append(line)
            }
        }
        guard let file else { return references }
        guard outcome.tasks > 0 else {
            file.remove()
            return references
        }
        // A sandbox may have been killed before it billed its last task.
        let journal = try Journal(path: "\(folder)/journal.jsonl")
        for bill in unbilled { try journal.append(bill) }
        try file.append(JSONLine.encode(removed)[...])
        try file.place(at: path)
        return references
    }

    private func isOver(_ task: SimulatedTask) -> Bool {
        task.timeline.completedAt < endedBefore && !kept.contains(task.id)
            && !(task.outTaskID.map(kept.contains) ?? false)
    }

    /// The ids of the tasks that are in the journal.
    private func billedTasks() -> Set<String> {
        var billed: Set<String> = []
        guard var lines = try? LineReader(path: "\(folder)/journal.jsonl") else { return [] }
        while let line = lines.next() {
            if let bill = try? JSONDecoder().decode(Bill.self, from: Data(line)) {
                billed.insert(bill.taskID)
            }
        }
        return billed
    }

    /// Removes the references that no task has any more, and those that never arrived.
    private func cleanReferences(except kept: Set<String>, _ outcome: inout Outcome) throws {
        let path = "\(folder)/references"
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw SandboxError(cannotUse: path) }
            return
        }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            throw SandboxError(cannotUse: path)
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            let isUnfinished = name.hasPrefix(".incoming-")
            guard isUnfinished || ReferenceStore.isName(name), !kept.contains(name) else {
                continue
            }
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            guard isRehearsal || unlinkat(descriptor, name, 0) == 0 else {
                throw SandboxError(cannotUse: "\(path)/\(name)")
            }
            outcome.references += 1
            outcome.bytes += Int(status.st_size)
        }
    }
}

/// A file that is written beside another, and then takes its place.
private final class NewFile {
    private let path: String
    private let descriptor: Int32
    private var pending: [UInt8] = []

    /// Begins the file; what an earlier attempt has left is gone.
    init(path: String) throws(SandboxError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SandboxError(cannotUse: path) }
    }

    deinit { close(descriptor) }

    func append(_ line: ArraySlice<UInt8>) throws(SandboxError) {
        pending += line
        pending.append(UInt8(ascii: "\n"))
        if pending.count > 1 << 18 { try flush() }
    }

    func place(at target: String) throws(SandboxError) {
        try flush()
        guard fsync(descriptor) == 0, rename(path, target) == 0 else {
            throw SandboxError(cannotUse: target)
        }
    }

    func remove() { unlink(path) }

    private func flush() throws(SandboxError) {
        var rest = pending[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SandboxError(cannotUse: path) }
            rest = rest.dropFirst(count)
        }
        pending = []
    }
}
