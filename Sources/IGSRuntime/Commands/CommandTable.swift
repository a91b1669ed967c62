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
        PrintCommand(),
        SleepCommand(),
        HelpCommand(),
        ExitCommand(),
    ]

    /// The commands and the language's own words: everything that can start a statement.
    package static let vocabulary = Vocabulary(commands.map(\.signature) + Keywords.signatures)

    private static let byName = Dictionary(
        uniqueKeysWithValues: commands.map { ($0.signature.name, $0) })

    /// The command of a name, such as `gen` or `ref add`.
    package static func command(named name: String) -> (any Command)? { byName[name] }
}
