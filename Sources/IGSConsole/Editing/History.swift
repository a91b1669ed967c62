package import IGSClient
package import IGSRuntime
internal import Synchronization

/// The lines that the user entered, in earlier sessions and in this one.
///
/// They are read once, when the history is created, and each new line is appended to the file at
/// once. What other sessions append meanwhile is listed, and can be run again by its number. Up and
/// the like go through what was there at the start and the session's own lines. If the file cannot
/// be read or written, the history works in memory, and says so once.
package final class History: Sendable {
    /// The most lines that are kept; the oldest are removed first.
    package static let maximumCount = 10_000
    /// The longest line that is kept, in bytes: nobody wants to go back to a picture as a data URI.
    package static let maximumLength = 16_384

    private let file: HistoryFile?
    private let keys: [Secret]
    private let state: Mutex<State>

    /// Reads the history in the file at `path`, which need not exist; its folder must. Nil keeps
    /// the history in memory. No line that holds one of the `keys` is kept.
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

    /// Returns the entries with their numbers, oldest first.
    ///
    /// Numbers count from 1 in the order of the file. Each new entry gets the next number, and so does
    /// an entry of another session when this one learns of it. No entry changes its number, and no
    /// number is given again.
    ///
    /// - Parameter number: Entries up to and including this number are left out.
    package func lines(after number: Int = 0) -> [HistoryLine] {
        state.withLock { state in
            let first = state.numbers.lastIndex { $0 <= number }.map { $0 + 1 } ?? 0
            return zip(state.numbers[first...], state.entries[first...]).map {
                HistoryLine(number: $0, text: $1)
            }
        }
    }

    /// The entries, and those that other sessions had added when this one entered its last line; each
    /// once, and in the order of their numbers.
    package var linesOfAll: [HistoryLine] {
        let lines = lines()
        let others = state.withLock(\.others)
        let all = others.isEmpty ? lines : (lines + others).sorted { $0.number < $1.number }
        return all.suffix(Self.maximumCount)
    }

    /// Adds a line, and removes an older one that is the same.
    ///
    /// A line that is blank or begins with a blank is left out: in this way, users keep a line to
    /// themselves. A line is also left out if it seems to hold a key, if it is very long, or if it is
    /// `redo`: the line that `redo` runs is added in its place.
    ///
    /// - Returns: Whether it was added.
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
            // Even if it is the newest: it must also be newer than lines that came in between.
            state.enter(line)
        }
        return true
    }

    /// Whether a line of the file should be kept.
    private static func isKept(_ entry: String) -> Bool {
        !runsAnother(entry) && entry.utf8.count <= maximumLength
    }

    /// Whether a line runs another one: by a number that means something else in the next session, or
    /// by running itself without end.
    private static func runsAnother(_ line: String) -> Bool {
        line.prefix { !$0.isWhitespace && $0 != ";" } == "redo"
    }

    /// Whether a line should not be kept: `login`, and a line that holds the key, names one or
    /// looks like one.
    private func isSecret(_ line: String) -> Bool {
        // A short value is not a key, except in tests, and is part of many words.
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

    /// Words that name a key, or a part of a URL that is as good as one.
    private static let signs = [
        "api_key", "api-key", "apikey", "bearer ", "authorization:", "password", "signature=",
        "sig=",
    ]

    /// Returns why the history does not outlive the session: once, and nil if it does or if this
    /// was returned before.
    package func takeFailure() -> SystemFailure? {
        state.withLock { $0.failure.take() }
    }

    private struct State {
        private(set) var entries: [String] = []
        /// Their numbers, in rising order.
        private(set) var numbers: [Int] = []
        /// What other sessions have added, without lines that are entries here; in rising order of
        /// their numbers.
        private(set) var others: [HistoryLine] = []
        private var lastNumber = 0
        /// How far this session has read the file.
        var place: HistoryFile.Place?
        var failure: SystemFailure?
        /// False after a failure: a file that cannot be written once is not tried again at every line.
        var writesFile = true

        mutating func append(_ entry: String) {
            entries.append(entry)
            numbers.append(nextNumber())
        }

        /// Makes a line the newest entry, and the only one with its text.
        mutating func enter(_ line: String) {
            if let older = entries.lastIndex(of: line) { remove(at: older) }
            others.removeAll { $0.text == line }
            append(line)
            if entries.count > History.maximumCount { remove(at: 0) }
        }

        /// Adds what other sessions have added. Lines that are known already keep their places.
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
