package import IGSClient
package import IGSRuntime
internal import Synchronization

/// The lines that the user entered, of earlier sessions and of this one.
///
/// They are read once, when the history is created, and each new one is appended to the file at
/// once. What other sessions append meanwhile is listed, and can be done again by its number; Up and
/// the like go through what was there at the start and the session's own lines. Where the file
/// cannot be read or written the history works in memory, and says so once.
package final class History: Sendable {
    /// No more than these are kept; the oldest go first.
    package static let maximumCount = 10_000
    /// No line of more bytes is kept: a picture as a data URI is no line to come back to.
    package static let maximumLength = 16_384

    private let file: HistoryFile?
    private let keys: [Secret]
    private let state: Mutex<State>

    /// The history in the file at `path`, which need not exist; its folder must. Nil keeps it in
    /// memory. No line that holds one of the `keys` is kept.
    package init(path: String?, keys: [Secret] = []) {
        self.keys = keys
        file = path.map(HistoryFile.init)
        var state = State()
        do throws(SystemFailure) {
            if let (entries, place) = try file?.load(maximum: Self.maximumCount) {
                state.place = place
                for entry in entries where Self.isKept(entry) { state.append(entry) }
            }
        } catch {
            state.report(error)
        }
        self.state = Mutex(state)
    }

    /// The entries, oldest first, each once.
    package var entries: [String] {
        state.withLock { $0.entries }
    }

    /// The entries with their numbers, oldest first: from 1 in the order of the file, and each new one
    /// the next, and so each of another session's when it is heard of. None changes its number, nor is
    /// one given again.
    ///
    /// - Parameter number: Those of it and before are left out.
    package func lines(after number: Int = 0) -> [HistoryLine] {
        state.withLock { state in
            let first = state.numbers.lastIndex { $0 <= number }.map { $0 + 1 } ?? 0
            return zip(state.numbers[first...], state.entries[first...]).map {
                HistoryLine(number: $0, text: $1)
            }
        }
    }

    /// The entries with those that other sessions had added when this one entered its last line; each
    /// once, and in the order of their numbers.
    package var linesOfAll: [HistoryLine] {
        let lines = lines()
        let others = state.withLock(\.others)
        let all = others.isEmpty ? lines : (lines + others).sorted { $0.number < $1.number }
        return all.suffix(Self.maximumCount)
    }

    /// Adds a line, and takes out an older one that is the same.
    ///
    /// A line that is blank or begins with a blank is left out: so a user keeps one to himself. So is
    /// one that seems to hold a key or is very long, and `redo`: the line that it runs is added in its
    /// place.
    ///
    /// - Returns: whether it was added.
    @discardableResult
    package func add(_ line: String) -> Bool {
        guard let first = line.first, !first.isWhitespace,
            line.utf8.count <= Self.maximumLength, !isSecret(line), !Self.runsAnother(line)
        else { return false }
        state.withLock { state in
            let isRepeated = state.entries.last == line
            if let file, state.writesFile {
                do throws(SystemFailure) {
                    let others =
                        isRepeated
                        ? try file.news(after: &state.place)
                        : try file.append(line, after: &state.place)
                    state.hear(of: others.filter(Self.isKept))
                } catch {
                    state.report(error)
                }
            }
            // Also if it is the newest: it stays so after those that came in between.
            state.enter(line)
        }
        return true
    }

    /// Whether a line of the file is one to come back to.
    private static func isKept(_ entry: String) -> Bool {
        !runsAnother(entry) && entry.utf8.count <= maximumLength
    }

    /// Whether a line runs another one: by a number that means something else in the next session, or
    /// itself without end.
    private static func runsAnother(_ line: String) -> Bool {
        line.prefix { !$0.isWhitespace && $0 != ";" } == "redo"
    }

    /// Whether a line should not be kept: `login`, and what holds the key, names one or looks like
    /// one.
    private func isSecret(_ line: String) -> Bool {
        // A short one is no key, but a test's, and part of many words.
        if keys.contains(where: { $0.withExposed { $0.utf8.count >= 8 && line.contains($0) } }) {
            return true
        }
        let lowered = line.lowercased()
        let statements = lowered.split { "\n;{}|&".contains($0) }
        for words in statements.map({ $0.split(maxSplits: 2, whereSeparator: \.isWhitespace) })
        where words.first == "login" || words.prefix(2) == ["igs", "login"] {
            return true
        }
        return Self.signs.contains { lowered.contains($0) }
            || lowered.contains(/:\/\/[^\/\s@]+@/)
            || lowered.contains(/(token|secret|key)\s*=/)
            || lowered.contains(/(^|[^a-z0-9])(sk-|gh[opsu]_)[a-z0-9_-]{17}/)
    }

    /// What names a key, or a part of a URL that is as good as one.
    private static let signs = [
        "api_key", "api-key", "apikey", "bearer ", "authorization:", "password", "signature=",
        "sig=",
    ]

    /// Why the history does not outlive the session: once, and nil where it does or where it has
    /// been said.
    package func takeFailure() -> SystemFailure? {
        state.withLock { $0.failure.take() }
    }

    private struct State {
        private(set) var entries: [String] = []
        /// Theirs, which rise.
        private(set) var numbers: [Int] = []
        /// What other sessions have added, without what is an entry here; their numbers rise.
        private(set) var others: [HistoryLine] = []
        private var lastNumber = 0
        /// How far the file is known.
        var place: HistoryFile.Place?
        var failure: SystemFailure?
        /// False after a failure: what cannot be written once is not tried at every line.
        var writesFile = true

        mutating func append(_ entry: String) {
            entries.append(entry)
            numbers.append(nextNumber())
        }

        /// Makes a line the newest entry, the only one of its text.
        mutating func enter(_ line: String) {
            if let older = entries.lastIndex(of: line) { remove(at: older) }
            others.removeAll { $0.text == line }
            append(line)
            if entries.count > History.maximumCount { remove(at: 0) }
        }

        /// Takes in what other sessions have added; what is known already stays where it is.
        mutating func hear(of lines: [String]) {
            guard !lines.isEmpty else { return }
            var known = Set(entries).union(others.map(\.text))
            for line in lines where known.insert(line).inserted {
                others.append(HistoryLine(number: nextNumber(), text: line))
            }
            others.removeFirst(max(0, others.count - History.maximumCount))
        }

        mutating func report(_ failure: SystemFailure) {
            self.failure = failure
            writesFile = false
        }

        private mutating func remove(at index: Int) {
            entries.remove(at: index)
            numbers.remove(at: index)
        }

        private mutating func nextNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }
}
