internal import CEditline
import IGSRuntime

/// The history as libedit keeps it for Up and Down: each line once, the newest last.
final class EditlineHistory {
    let handle: OpaquePointer
    /// The numbers that libedit gave to the lines. It no longer knows the numbers of lines that
    /// have become too old.
    private var numbers: [String: Int32] = [:]
    /// The last line that was added, by its number in ``History``.
    private var lastNumber = 0

    /// Creates an empty history; nil if there is no libedit, or no memory for it.
    init?() {
        guard editline_load(), let handle = editline_history_new() else { return nil }
        self.handle = handle
        editline_history_set_size(handle, Int32(History.maximumCount))
    }

    deinit { editline_history_free(handle) }

    /// Adds the lines that were added to a history since the last time.
    func follow(_ history: History) {
        for line in history.lines(after: lastNumber) {
            enter(line.text)
            lastNumber = line.number
        }
    }

    /// Adds a line as the newest, and removes the older one that is the same.
    private func enter(_ line: String) {
        if let older = numbers[line] { editline_history_remove(handle, older) }
        let number = editline_history_enter(handle, wideCharacters(line))
        if number >= 0 { numbers[line] = number }
    }
}
