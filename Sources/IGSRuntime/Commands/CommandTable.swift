package import IGSScript

/// All commands, in the order of the help page.
package enum CommandTable {
    package static let commands: [any Command] = [
        SetCommand(),
        UnsetCommand(),
        RefAddCommand(),
        RefListCommand(),
        RefRemoveCommand(),
        RefClearCommand(),
        GenCommand(),
        JobsCommand(),
        StatusCommand(),
        WaitCommand(),
        SaveCommand(),
        ShowCommand(),
        OpenCommand(),
        RetryCommand(),
        ForgetCommand(),
        AttachCommand(),
        CostCommand(),
        BalanceCommand(),
        PrintCommand(),
        SleepCommand(),
        HistoryCommand(),
        RedoCommand(),
        RecallCommand(),
        HelpCommand(),
        ExitCommand(),
    ]

    /// The commands and the language's own words: everything that can begin a statement.
    package static let vocabulary = Vocabulary(
        commands: commands.map(\.signature), keywords: Keywords.signatures, advice: advice)

    /// The pages of `help` for all of them.
    package static let help = HelpPages(of: vocabulary)

    /// What to use instead of words that other shells have, and of settings written as commands.
    private static let advice = Setting.all.reduce(
        into: [
            "clear": "Ctrl-L clears the screen",
            "cd": "igs stays in the folder that it was started in",
            "pushd": "igs stays in the folder that it was started in",
            "popd": "igs stays in the folder that it was started in",
            "pwd": "'!pwd' shows the folder that igs was started in",
            "alias": "'def name { … }' defines a command",
            "while": "the loops are 'for x in [a b] { … }' and 'repeat 3 { … }'",
            "until": "'wait' waits; the loops are 'for x in [a b] { … }' and 'repeat 3 { … }'",
            "const": "'let name = value' gives a variable a value",
            "var": "'let name = value' gives a variable a value",
            "export": "'let name = value' gives a variable a value",
            "login": "'igs login', run in your shell, stores the key",
            "logout": "'igs login --forget' removes the key; 'exit' leaves igs",
            "stop": "submitted tasks continue at the service; Ctrl-C stops a 'wait'",
        ]
    ) { $0[$1.name] = "'set \($1.name) \($1.type.placeholder)' sets it" }

    /// The first words of the commands.
    static let firstWords = Set(commands.compactMap(\.signature.words.first))

    /// What people type to leave, or to get help.
    package static let waysOut: Set<String> =
        commands.filter { $0 is ExitCommand || $0 is HelpCommand }.map(\.signature)
        .reduce(into: []) { $0.formUnion([$1.name] + $1.habits) }

    private static let entries = commands.map { (signature: $0.signature, command: $0) }

    /// Returns the command with a name, such as `gen` or `ref add`.
    package static func command(named name: String) -> (any Command)? {
        commands.first { $0.signature.name == name }
    }

    /// Returns the command with a declaration.
    static func command(with signature: Signature) -> (any Command)? {
        for entry in entries where entry.signature === signature { return entry.command }
        return nil
    }
}
