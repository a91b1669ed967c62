import FoundationEssentials

/// The billing journal: a JSON line for every accepted task, on the disk before the submission is answered.
///
/// It decides every question about what was paid for. Each line is a ``Bill``.
package struct Journal: Sendable {
    private let file: LineFile

    package init(path: String) throws(SandboxError) {
        file = try LineFile(path: path)
    }

    /// Writes a bill and waits until it is on the disk.
    func append(_ bill: Bill) throws {
        try file.append(JSONLine.encode(bill), durably: true)
    }

    /// Writes the bills that are missing because a sandbox was killed between filing a task and billing it.
    func complete(with bills: [Bill]) throws(SandboxError) {
        guard !bills.isEmpty else { return }
        let billed = Set(
            file.lines(from: 0).lines.compactMap { line in
                try? JSONDecoder().decode(Bill.self, from: Data(line)).taskID
            })
        for bill in bills where !billed.contains(bill.taskID) {
            do {
                try append(bill)
            } catch let error as SandboxError {
                throw error
            } catch {
                throw SandboxError(
                    code: .cannotUseFile, context: file.path, underlying: "\(error)")
            }
        }
    }
}
