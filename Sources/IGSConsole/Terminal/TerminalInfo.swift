internal import CEditline
import FoundationEssentials
internal import Glibc

/// What is known of the terminal behind a file descriptor.
package enum TerminalInfo {
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// The number of columns; nil where it is no terminal, or one that does not know.
    package static func columns(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// The number of rows; nil where it is no terminal, or one that does not know.
    package static func rows(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
    }

    /// Whether to colour what is written there: to a terminal that is not `dumb`, unless `NO_COLOR`
    /// has a value; anywhere if `FORCE_COLOR` or `CLICOLOR_FORCE` has one that is not `0`.
    package static func colourAllowed(_ descriptor: Int32, environment: [String: String]) -> Bool {
        guard environment["NO_COLOR", default: ""].isEmpty else { return false }
        if ["FORCE_COLOR", "CLICOLOR_FORCE"].contains(where: { name in
            !["", "0", "false"].contains(environment[name, default: ""])
        }) {
            return true
        }
        return understandsSequences(environment["TERM"]) && isTerminal(descriptor)
    }

    /// Whether what is written there can be drawn over: on a terminal that is not `dumb`.
    static func isDrawable(_ descriptor: Int32) -> Bool {
        understandsSequences(ProcessInfo.processInfo.environment["TERM"]) && isTerminal(descriptor)
    }

    /// Whether a terminal of a kind, as `TERM` names it, understands escape sequences. All in use
    /// do, but those that say nothing, or `dumb`.
    static func understandsSequences(_ kind: String?) -> Bool {
        !["", "dumb", "emacs"].contains(kind ?? "")
    }

    /// True. Asked for, the process has a character set in which characters have widths and can be
    /// decoded.
    static let isLocalePrepared: Bool = {
        editline_prepare_locale()
        return true
    }()

    private static func size(_ descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }
}
