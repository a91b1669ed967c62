internal import CEditline
import FoundationEssentials
internal import Glibc

/// What is known about the terminal behind a file descriptor.
package enum TerminalInfo {
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Returns the number of columns; nil if it is not a terminal, or one that does not know.
    package static func columns(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// Returns the number of rows; nil if it is not a terminal, or one that does not know.
    package static func rows(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
    }

    /// Whether to colour what is written to the descriptor. Yes for a terminal that is not `dumb`,
    /// unless `NO_COLOR` has a value; yes for anything if `FORCE_COLOR` or `CLICOLOR_FORCE` has a
    /// value that is not `0`.
    package static func colourAllowed(_ descriptor: Int32, environment: [String: String]) -> Bool {
        guard environment["NO_COLOR", default: ""].isEmpty else { return false }
        if ["FORCE_COLOR", "CLICOLOR_FORCE"].contains(where: { name in
            !["", "0", "false"].contains(environment[name, default: ""])
        }) {
            return true
        }
        return understandsSequences(environment["TERM"]) && isTerminal(descriptor)
    }

    /// Whether text on the descriptor can be drawn over: yes on a terminal that is not `dumb`.
    static func isDrawable(_ descriptor: Int32) -> Bool {
        understandsSequences(ProcessInfo.processInfo.environment["TERM"]) && isTerminal(descriptor)
    }

    /// Whether a kind of terminal, as named by `TERM`, understands escape sequences. All in use do,
    /// except an empty name and `dumb`.
    static func understandsSequences(_ kind: String?) -> Bool {
        !["", "dumb", "emacs"].contains(kind ?? "")
    }

    /// Always true. Reading it gives the process a character set in which characters have widths
    /// and can be decoded.
    static let isLocalePrepared: Bool = {
        editline_prepare_locale()
        return true
    }()

    private static func size(_ descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }
}
