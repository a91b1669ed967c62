/// The arguments that make chafa show a picture, with what igs knows beyond what chafa finds out
/// itself.
///
/// chafa learns from environment variables what most terminals can do. The arguments name the
/// terminals that Debian's chafa does not know or does not use fully, and keep it from sending
/// graphics through a multiplexer that would not pass them on.
struct ChafaArguments {
    let environment: [String: String]
    /// Whether the picture is for a terminal.
    let isTerminal: Bool

    /// Returns the arguments, without the file.
    ///
    /// - Parameters:
    ///   - columns: The terminal's columns; `nil` if unknown.
    ///   - rows: The terminal's rows, of which the picture takes half.
    func list(columns: Int?, rows: Int?) -> [String] {
        // Readers of a pipe want lines that fit anywhere, without escape sequences.
        guard isTerminal else {
            return Self.still + Self.monochrome + ["--symbols", "ascii", "--size", "80x80"]
        }
        let size = "\(columns ?? 80)x\(max(1, (rows ?? 24) / 2))"
        return Self.still + format + ["--size", size]
    }

    /// An animation would never end.
    private static let still = ["--animate", "off"]

    /// Dithered, to get greys.
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

    /// The format, if chafa should not choose it.
    private var graphics: String? {
        let terminal = environment["TERM", default: ""]
        let program = environment["TERM_PROGRAM", default: ""]
        let isMultiplexer = ["tmux", "screen"].contains { terminal.hasPrefix($0) }
        // chafa finds out what the terminal around the multiplexer can do.
        if isMultiplexer { return nil }
        // TERM is wrong here: another terminal reads the output.
        if has("TMUX") || has("STY") { return "symbols" }
        if program == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2" { return "iterm" }
        if program == "ghostty" || terminal == "xterm-ghostty" { return "kitty" }
        // Other terminals that were started from Kitty inherit its variable, and have one of their own.
        if has("KITTY_WINDOW_ID"), program.isEmpty, !has("VTE_VERSION") { return "kitty" }
        return nil
    }

    private func has(_ variable: String) -> Bool { !environment[variable, default: ""].isEmpty }
}
