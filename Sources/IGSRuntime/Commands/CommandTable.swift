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
    package static let vocabulary = Vocabulary(
        commands: commands.map(\.signature), keywords: Keywords.signatures)

    private static let entries = commands.map {
        Entry(signature: $0.signature, command: $0, immediate: $0 as? any ImmediateCommand)
    }

    /// A command as it is looked up: before each statement that is one.
    private struct Entry: Sendable {
        let signature: Signature
        let command: any Command
        let immediate: (any ImmediateCommand)?
    }

    /// The command of a name, such as `gen` or `ref add`.
    package static func command(named name: String) -> (any Command)? {
        commands.first { $0.signature.name == name }
    }

    /// The command of a declaration.
    static func command(for signature: Signature) -> (any Command)? {
        entries.first { $0.signature === signature }?.command
    }

    /// The command of a declaration, where it is one that never waits.
    static func immediateCommand(for signature: Signature) -> (any ImmediateCommand)? {
        entries.first { $0.signature === signature }?.immediate
    }
}
