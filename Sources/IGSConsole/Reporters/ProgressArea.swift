import IGSScript
import Synchronization

/// Lines at the end of a terminal that are drawn again in place, and go away when other text is to be written.
final class ProgressArea: Sendable {
    private let output: Output
    private let size: @Sendable () -> (columns: Int, rows: Int)
    private let isInForeground: @Sendable () -> Bool
    private let shown: Shown
    private let stops: Signals.Observation

    /// Makes an area that shows nothing yet. Whoever makes one sees to the stopping of the process, by
    /// ``Signals/stopProcess()``.
    ///
    /// - Parameters:
    ///   - size: The terminal's.
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
        // While the process is stopped, the terminal is the shell's. Who stops it asked for that later,
        // and is called later.
        stops = Signals.observe([.stop, .resumption]) { signal in
            shown.state.withLock { state in
                if signal == .stop {
                    output.write(Self.erasure(of: state.lines, columns: size().columns))
                }
                // They are new ones where they were taken off before.
                if signal == .stop || !state.wasStopped { state.lines = [] }
                state.wasStopped = signal == .stop
            }
        }
    }

    /// The columns that a line may have.
    var columns: Int { size().columns }

    /// Shows lines in place of those that stand there; none clear the area.
    ///
    /// - Parameter lines: Each no wider than the terminal. Where there are more than it has rows, the first are shown.
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

    /// What takes lines off the terminal. It may have become narrower since, so that they take more rows.
    private static func erasure(of lines: [String], columns: Int) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.reduce(0) { rows, line in
            rows + max(1, (DisplayWidth.of(line) + columns - 1) / columns)
        }
        return (rows > 1 ? "\r\u{1B}[\(rows - 1)A" : "\r") + "\u{1B}[J"
    }

    private final class Shown: Sendable {
        struct State {
            /// The lines that stand there.
            var lines: [String] = []
            /// Whether Ctrl-Z took them off, and no resumption has come since.
            var wasStopped = false
        }

        let state = Mutex(State())
    }
}
