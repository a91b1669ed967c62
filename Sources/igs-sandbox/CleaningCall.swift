import ArgumentParser
import FoundationEssentials
import IGSSandbox

/// A call by which `igs clean` has the tasks of its embedded sandbox cleaned: ids to keep come on stdin, one a line, and
/// the outcome goes to stdout as one line of JSON.
struct CleaningCall {
    private let state: String
    private let before: Double
    private let isRehearsal: Bool

    init(state: String?, before: Double, isRehearsal: Bool) throws {
        guard let state else { throw ValidationError("--clean-before needs --state") }
        self.state = state
        self.before = before
        self.isRehearsal = isRehearsal
    }

    func run() throws {
        var kept: Set<String> = []
        while let line = readLine() { kept.insert(line) }
        do {
            let outcome = try TaskCleaning(
                folder: state, endedBefore: before, keeping: kept, isRehearsal: isRehearsal
            ).run()
            Printing.answer(
                String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self) + "\n")
        } catch {
            Printing.tell("\(error)")
            throw ExitCode.failure
        }
    }
}
