internal import CEditline
import IGSRuntime

/// The history as libedit keeps it for Up and Down: each line once, the newest last.
final class EditlineHistory {
    let handle: OpaquePointer
    /// The numbers that libedit gave to the lines. Those of lines that have become too old mean
    /// nothing to it any more.
    private var numbers: [String: Int32] = [:]
    /// The last line that was taken over, by its number in ``History``.
    private var lastNumber = 0

    /// Nil where there is no memory for it.
    init?() {
        guard let handle = history_winit() else { return nil }
        self.handle = handle
        editline_history_set_size(handle, Int32(History.maximumCount))
    }

    deinit { history_wend(handle) }

    /// Takes over the lines that were added since the last time.
    func follow(_ history: History) {
        for line in history.lines(after: lastNumber) {
            enter(line.text)
            lastNumber = line.number
        }
    }

    /// Adds a line as the newest, and takes out the older one that is the same.
    private func enter(_ line: String) {
        if let older = numbers[line] { editline_history_remove(handle, older) }
        let number = editline_history_enter(handle, wideCharacters(line))
        if number >= 0 { numbers[line] = number }
    }
}
