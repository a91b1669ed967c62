import ArgumentParser

/// The command line as shells complete it: the verbs and the options. A script may stand in the place of a verb, which
/// the library's completions do not know; so each shell gets an addition of its own.
struct CommandLineTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs", abstract: Run.configuration.abstract,
        subcommands: Verbs.configuration.subcommands)

    @OptionGroup var options: Run.Options

    /// Returns the completion script for a shell.
    static func completion(for shell: CompletionShell) -> String {
        completionScript(for: shell) + "\n" + (scripts[shell] ?? "")
    }

    private static let scripts: [CompletionShell: String] = [
        .bash: """
        complete -o default -o filenames -F _igs igs

        """,
        // The first time, the shell runs the file as the function; from then on, it runs what the
        // file defines.
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
