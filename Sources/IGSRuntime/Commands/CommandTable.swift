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

    /// A command as it is looked up: for each statement that is one, so it is not copied.
    private final class Entry: Sendable {
        let command: any Command
        let immediate: (any ImmediateCommand)?

        init(_ command: any Command) {
            self.command = command
            immediate = command as? any ImmediateCommand
        }
    }

    private static let entries = commands.map { (signature: $0.signature, entry: Entry($0)) }

    private static func entry(for signature: Signature) -> Entry? {
        for index in entries.indices where entries[index].signature === signature {
            return entries[index].entry
        }
        return nil
    }

    /// The declaration of the command that ends a script.
    static let exit = commands.first { $0 is ExitCommand }?.signature

    /// The command of a name, such as `gen` or `ref add`.
    package static func command(named name: String) -> (any Command)? {
        commands.first { $0.signature.name == name }
    }

    /// The command of a declaration.
    static func command(for signature: Signature) -> (any Command)? {
        entry(for: signature)?.command
    }

    /// The command of a declaration, where it is one that never waits.
    static func immediateCommand(for signature: Signature) -> (any ImmediateCommand)? {
        entry(for: signature)?.immediate
    }
}
