import FoundationEssentials
import Glibc
package import IGSRuntime

/// The process's own output streams, and how to report on them.
package struct StandardStreams: Sendable {
    /// Standard output.
    package let results: Output
    /// Standard error.
    package let chatter: Output
    /// Whether standard error may have colours.
    package let isColoured: Bool

    /// Uses the process's streams.
    ///
    /// - Parameter onClosed: Called when nobody reads standard output any more.
    package init(onClosed: @escaping @Sendable () -> Void = {}) {
        results = Output(STDOUT_FILENO, onClosed: onClosed)
        chatter = Output(STDERR_FILENO)
        isColoured = TerminalInfo.colourAllowed(
            STDERR_FILENO, environment: ProcessInfo.processInfo.environment)
    }

    /// Uses other streams instead.
    init(results: Output, chatter: Output, isColoured: Bool) {
        self.results = results
        self.chatter = chatter
        self.isColoured = isColoured
    }

    /// The area that shows progress; `nil` if standard error is not a terminal that can show it.
    private var progress: ProgressArea? {
        guard TerminalInfo.isDrawable(STDERR_FILENO) else { return nil }
        return ProgressArea(
            output: chatter,
            size: {
                (
                    TerminalInfo.columns(STDERR_FILENO) ?? 80,
                    TerminalInfo.rows(STDERR_FILENO) ?? 24
                )
            }, isInForeground: { Foreground.isHere(STDERR_FILENO) })
    }

    /// Returns a reporter on these streams.
    ///
    /// - Parameter drawsProgress: Whether it may show the progress of jobs on the terminal.
    package func reporter(json: Bool, drawsProgress: Bool = false) -> any Reporter {
        json
            ? JSONReporter(output: results)
            : TextReporter(
                results: results, chatter: chatter, progress: drawsProgress ? progress : nil,
                isColoured: isColoured)
    }

    /// Returns a viewer of pictures on these streams.
    package func viewer(json: Bool) -> any PictureViewer {
        ConsoleViewer(results: json ? nil : STDOUT_FILENO)
    }
}
