import IGSScript
import Synchronization

/// Lines at the end of a terminal that are redrawn in place, and are removed when other text is written.
final class ProgressArea: Sendable {
    private let output: Output
    private let size: @Sendable () -> (columns: Int, rows: Int)
    private let isInForeground: @Sendable () -> Bool
    private let shown: Shown
    private let stops: Signals.Observation

    /// Makes an area that shows nothing yet. Whoever makes one must handle the stopping of the
    /// process, with ``Signals/stopProcess()``.
    ///
    /// - Parameters:
    ///   - size: The size of the terminal.
    ///   - isInForeground: Whether this process has the terminal.
    init(
        output: Output, size: @escaping @Sendable () -> (columns: Int, rows: Int),
        isInForeground: @escaping @Sendable () -> Bool
    ) {
        self.output = output
        self.size = size
        self.isInForeground = isInForeground
        let shown = Shown()
        self.shown = shown
        // While the process is stopped, the terminal is the shell's. The observer that stops it was
        // registered later, and is called later.
        stops = Signals.observe([.stop, .resumption]) { signal in
            shown.state.withLock { state in
                if signal == .stop {
                    output.write(Self.erasure(of: state.lines, columns: size().columns))
                }
                // They are new lines if they were removed before.
                if signal == .stop || !state.wasStopped { state.lines = [] }
                state.wasStopped = signal == .stop
            }
        }
    }

    /// The number of columns that a line may have.
    var columns: Int { size().columns }

    /// Replaces the lines that are shown; without lines, clears the area.
    ///
    /// - Parameter lines: Each no wider than the terminal. If there are more lines than rows, the first are shown.
    func show(_ lines: [String]) {
        // In the background, the terminal is another's.
        guard isInForeground() else {
            return shown.state.withLock { $0.lines = [] }
        }
        let size = size()
        let room = max(1, size.rows - 1)
        var lines = lines
        if lines.count > room {
            let rest = lines.count - room + 1
            lines = lines.prefix(room - 1) + ["… and \(rest) more"]
        }
        shown.state.withLock { state in
            guard lines != state.lines else { return }
            output.write(
                Self.erasure(of: state.lines, columns: size.columns)
                    + lines.joined(separator: "\r\n"))
            state.lines = lines
        }
    }

    /// Returns the sequence that removes lines from the terminal. The terminal may have become narrower since, so that
    /// they take more rows.
    private static func erasure(of lines: [String], columns: Int) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.reduce(0) { rows, line in
            rows + max(1, (DisplayWidth.of(line) + columns - 1) / columns)
        }
        return (rows > 1 ? "\r\u{1B}[\(rows - 1)A" : "\r") + "\u{1B}[J"
    }

    private final class Shown: Sendable {
        struct State {
            /// The lines that are shown.
            var lines: [String] = []
            /// Whether Ctrl-Z removed them, and the process has not gone on since.
            var wasStopped = false
        }

        let state = Mutex(State())
    }
}
