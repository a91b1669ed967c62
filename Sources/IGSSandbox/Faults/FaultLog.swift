import Synchronization

/// `faults.jsonl`: a line for every fault that took place, written before anybody can notice it.
///
/// It is not part of the billing journal, and is not waited for: a power cut may lose its last
/// lines.
final class FaultLog: Sendable {
    /// One line of the log.
    struct Entry: Codable, Sendable {
        /// The moment, in ISO 8601 with milliseconds, UTC.
        let time: String
        let place: String
        /// Its number among all exchanges at the place, from 1; absent if there is no plan, since only plans need the
        /// count.
        let number: Int?
        /// The fault's word, and its arguments as they were given.
        let fault: String
        /// The plan's line; absent if a prompt called for the fault.
        let line: Int?
        let taskID: String?
        let outTaskID: String?

        enum CodingKeys: String, CodingKey {
            case time
            case place
            case number
            case fault
            case line
            case taskID = "task_id"
            case outTaskID = "out_task_id"
        }
    }

    private let file: Mutex<LineFile>

    init(path: String) throws(SandboxError) {
        file = Mutex(try LineFile(path: path))
    }

    /// Writes a line. A line that cannot be written is lost; the fault takes place all the same.
    func record(_ entry: Entry) {
        guard let line = try? JSONLine.encode(entry) else { return }
        file.withLock { file in try? file.append(line, durably: false) }
    }
}
