/// How chafa is to show a picture, as far as igs knows more than it finds out by itself.
///
/// chafa knows what most terminals can do by the variables of the environment. It is told of those
/// that Debian's chafa does not know, or does not use to the full, and kept from sending graphics
/// through a multiplexer that would not pass them on.
struct ChafaArguments {
    let environment: [String: String]
    /// Whether the picture is for a terminal.
    let isTerminal: Bool

    /// The arguments, without the file.
    ///
    /// - Parameters:
    ///   - columns: The terminal's; `nil` where it does not know.
    ///   - rows: The terminal's, of which the picture takes half.
    func list(columns: Int?, rows: Int?) -> [String] {
        // Who reads a pipe wants lines that fit anywhere, and no sequences among them.
        guard isTerminal else {
            return Self.still + Self.monochrome + ["--symbols", "ascii", "--size", "80x80"]
        }
        let size = "\(columns ?? 80)x\(max(1, (rows ?? 24) / 2))"
        return Self.still + format + ["--size", size]
    }

    /// An animation would never end.
    private static let still = ["--animate", "off"]

    /// Dithered, so that there are greys.
    private static let monochrome = [
        "--format", "symbols", "--colors", "none", "--dither", "ordered",
    ]

    private var format: [String] {
        let hasNoColour = !environment["NO_COLOR", default: ""].isEmpty
        if hasNoColour || !TerminalInfo.understandsSequences(environment["TERM"]) {
            return Self.monochrome
        }
        return graphics.map { ["--format", $0] } ?? []
    }

    /// The format where chafa is not to choose it.
    private var graphics: String? {
        let terminal = environment["TERM", default: ""]
        let program = environment["TERM_PROGRAM", default: ""]
        let isMultiplexer = ["tmux", "screen"].contains { terminal.hasPrefix($0) }
        // What the terminal around it can do is chafa's to find out.
        if isMultiplexer { return nil }
        // Here TERM is wrong: it is not that terminal which reads.
        if has("TMUX") || has("STY") { return "symbols" }
        if program == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2" { return "iterm" }
        if program == "ghostty" || terminal == "xterm-ghostty" { return "kitty" }
        // Other terminals that were started from Kitty inherit its variable, and have one of their own.
        if has("KITTY_WINDOW_ID"), program.isEmpty, !has("VTE_VERSION") { return "kitty" }
        return nil
    }

    private func has(_ variable: String) -> Bool { !environment[variable, default: ""].isEmpty }
}
