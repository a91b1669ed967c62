/// A `!` line that only affects the system's shell that it runs in, which ends with it: `!cd out`.
struct LostEffect {
    enum Kind {
        /// The folder.
        case folder
        /// The shell itself ends.
        case end
        /// Variables, aliases and the like.
        case state
    }

    /// The shell's own command.
    let word: String
    let kind: Kind
    /// The whole line after the `!`.
    let command: String

    /// Recognises such a line; nil if it also runs something that may need the effect, or only asks for
    /// the state.
    init?(of escape: ShellEscape) {
        command = escape.command
        // Quoted text does not join commands.
        let bare = command.replacing(/'[^']*'|"(\\.|[^"\\])*"|\\./, with: "_")
        guard !bare.contains(where: { "|&;".contains($0) }) else { return nil }
        let words = bare.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { return nil }
        let values = words.dropFirst().filter { !$0.hasPrefix("-") }
        if Self.folders.contains(first) {
            kind = .folder
        } else if Self.ends.contains(first) {
            kind = .end
        } else if Self.states.contains(first) && !values.isEmpty
            || first == "set" && words.count > 1
            || words.allSatisfy({ $0.wholeMatch(of: /[A-Za-z_]\w*\+?=.*/) != nil })
        {
            kind = .state
        } else {
            return nil
        }
        word = first
    }

    private static let folders: Set<String> = ["cd", "chdir", "popd", "pushd"]
    private static let ends: Set<String> = ["exit", "logout"]
    private static let states: Set<String> = [
        ".", "alias", "bind", "declare", "export", "hash", "readonly", "setenv", "setopt", "shopt",
        "source", "trap", "typeset", "ulimit", "umask", "unalias", "unset", "unsetenv", "unsetopt",
    ]
}
