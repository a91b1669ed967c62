import IGSScript
import Synchronization

/// Lines at the end of a terminal that are drawn again in place, and go away when other text is to be written.
final class ProgressArea: Sendable {
    private let output: Output
    private let size: @Sendable () -> (columns: Int, rows: Int)
    /// The lines that stand there.
    private let shown = Mutex<[String]>([])

    /// Makes an area that shows nothing yet.
    ///
    /// - Parameter size: The terminal's.
    init(output: Output, size: @escaping @Sendable () -> (columns: Int, rows: Int)) {
        self.output = output
        self.size = size
    }

    /// The columns that a line may have.
    var columns: Int { size().columns }

    /// Shows lines in place of those that stand there; none clear the area.
    ///
    /// - Parameter lines: Each no wider than the terminal. Where there are more than it has rows, the first are shown.
    func show(_ lines: [String]) {
        let size = size()
        let room = max(1, size.rows - 1)
        var lines = lines
        if lines.count > room {
            let rest = lines.count - room + 1
            lines = lines.prefix(room - 1) + ["… and \(rest) more"]
        }
        shown.withLock { shown in
            guard lines != shown else { return }
            output.write(
                erasure(of: shown, columns: size.columns) + lines.joined(separator: "\r\n"))
            shown = lines
        }
    }

    /// What takes lines off the terminal. It may have become narrower since, so that they take more rows.
    private func erasure(of lines: [String], columns: Int) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.reduce(0) { rows, line in
            rows + max(1, (DisplayWidth.of(line) + columns - 1) / columns)
        }
        return (rows > 1 ? "\r\u{1B}[\(rows - 1)A" : "\r") + "\u{1B}[J"
    }
}
