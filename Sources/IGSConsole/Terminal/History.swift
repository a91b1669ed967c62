package import IGSClient
internal import Synchronization

/// The lines that the user entered, of earlier sessions and of this one.
///
/// They are read once, when the history is created, and each new one is appended to the file at
/// once. Where the file cannot be read or written the history works in memory, and says so once.
package final class History: Sendable {
    /// No more than these are kept; the oldest go first.
    package static let maximumCount = 10_000

    private let file: HistoryFile?
    private let key: Secret?
    private let state: Mutex<State>

    /// The history in the file at `path`, which need not exist; its folder must. Nil keeps it in
    /// memory. No line that holds `key` is kept.
    package init(path: String?, key: Secret? = nil) {
        self.key = key
        file = path.map(HistoryFile.init)
        var state = State()
        do throws(SystemFailure) {
            state.entries = try file?.load(maximum: Self.maximumCount) ?? []
        } catch {
            state.report(error)
        }
        self.state = Mutex(state)
    }

    /// The entries, oldest first, each once.
    package var entries: [String] {
        state.withLock { $0.entries }
    }

    /// Adds a line, and takes out an older one that is the same.
    ///
    /// A line that is blank or begins with a blank is left out: so a user keeps one to himself. So is
    /// one that seems to hold a key, and `redo`: the line that it runs is added in its place.
    ///
    /// - Returns: whether it was added.
    @discardableResult
    package func add(_ line: String) -> Bool {
        guard let first = line.first, !first.isWhitespace, !isSecret(line),
            line.prefix(while: { !$0.isWhitespace }) != "redo"
        else {
            return false
        }
        state.withLock { state in
            let isRepeated = state.entries.last == line
            if !isRepeated {
                if let older = state.entries.lastIndex(of: line) { state.entries.remove(at: older) }
                state.entries.append(line)
                if state.entries.count > Self.maximumCount { state.entries.removeFirst() }
            }
            guard let file, !isRepeated, state.writesFile else { return }
            do throws(SystemFailure) {
                try file.append(line)
            } catch {
                state.report(error)
            }
        }
        return true
    }

    /// Whether a line should not be kept: `login`, and what holds the key, names one or looks like
    /// one.
    private func isSecret(_ line: String) -> Bool {
        // A short one is no key, but a test's, and part of many words.
        if key?.withExposed({ $0.utf8.count >= 8 && line.contains($0) }) == true { return true }
        let lowered = line.lowercased()
        if lowered.prefix(while: { !$0.isWhitespace }) == "login" { return true }
        return ["api_key", "api-key", "apikey", "bearer ", "password"].contains {
            lowered.contains($0)
        }
            || lowered.split(whereSeparator: { $0.isWhitespace || "\"'=".contains($0) }).contains {
                $0.hasPrefix("sk-") && $0.count >= 20
            }
    }

    /// Why the history does not outlive the session: once, and nil where it does or where it has
    /// been said.
    package func takeFailure() -> SystemFailure? {
        state.withLock { $0.failure.take() }
    }

    private struct State {
        var entries: [String] = []
        var failure: SystemFailure?
        /// False after a failure: what cannot be written once is not tried at every line.
        var writesFile = true

        mutating func report(_ failure: SystemFailure) {
            self.failure = failure
            writesFile = false
        }
    }
}
