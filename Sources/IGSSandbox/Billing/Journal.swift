import FoundationEssentials

/// The billing journal: a JSON line for every accepted task, on the disk before its submission is answered.
///
/// It is the referee of every question about what was paid for. Each line is a ``Bill``.
package struct Journal: Sendable {
    private let file: LineFile

    package init(path: String) throws(SandboxError) {
        file = try LineFile(path: path)
    }

    /// Writes a task's line and waits until it is on the disk.
    func bill(_ task: SimulatedTask) throws {
        try file.append(JSONLine.encode(Bill(task)), durably: true)
    }

    /// Writes the lines that are missing. They are when a sandbox was killed between filing a task and billing it.
    func complete(with tasks: [SimulatedTask]) throws(SandboxError) {
        guard !tasks.isEmpty else { return }
        let billed = Set(
            file.lines(from: 0).lines.compactMap { line in
                try? JSONDecoder().decode(Bill.self, from: Data(line)).taskID
            })
        for task in tasks where !billed.contains(task.id) {
            do {
                try bill(task)
            } catch let error as SandboxError {
                throw error
            } catch {
                throw SandboxError(
                    code: .cannotUseFile, context: file.path, underlying: "\(error)")
            }
        }
    }
}
