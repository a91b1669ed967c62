import ArgumentParser

/// The command line as shells complete it: the verbs and the options. Where a verb may stand, a script may too, which
/// the library's completions do not know of: each shell is told in its own words.
struct CommandLineTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs", abstract: Run.configuration.abstract,
        subcommands: Verbs.configuration.subcommands)

    @OptionGroup var options: Run.Options

    /// The completion of a shell.
    static func completion(for shell: CompletionShell) -> String {
        completionScript(for: shell) + "\n" + (scripts[shell] ?? "")
    }

    private static let scripts: [CompletionShell: String] = [
        .bash: """
        complete -o default -o filenames -F _igs igs

        """,
        // The first time, the file is run as the function; from then on, what it defines is.
        .zsh: """
        _igs_or_script() { _igs "$@" || _files -g '*.igs(-.)' }
        if [[ ${funcstack[1]} = _igs ]] && ((! compstate[nmatches])); then _files -g '*.igs(-.)'; fi
        compdef _igs_or_script igs

        """,
        .fish: """
        complete -c igs -n __fish_is_first_arg -k -a '(__fish_complete_suffix .igs)'

        """,
    ]
}
