import ArgumentParser
import IGSConsole
import IGSRuntime

/// `igs generate WHAT`: files for other programs, generated from igs's own declarations so that they are never stale.
struct Generate: ParsableCommand {
    /// The available files.
    enum Artefact: String, CaseIterable, ExpressibleByArgument {
        case man, bash, zsh, fish, vim, textmate, diagnostics
        case vimDetection = "vim-detection"
    }

    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract:
            "Print the manual page, a shell's completion, an editor's grammar, or the table of diagnostics.",
        discussion: "'scripts/install' and 'scripts/package' put them where they belong.")

    @Argument(help: ArgumentHelp("What to print.", valueName: "what"))
    var artefact: Artefact

    func run() throws {
        let streams = StandardStreams()
        streams.results.write(text)
        if !streams.tellWhetherPrinted() { throw Exit(code: ExitStatus.failure.rawValue) }
    }

    private var text: String {
        switch artefact {
        case .man: ManualPage.text
        case .bash: CommandLineTree.completion(for: .bash)
        case .zsh: CommandLineTree.completion(for: .zsh)
        case .fish: CommandLineTree.completion(for: .fish)
        case .vim: VimSyntax.syntax
        case .vimDetection: VimSyntax.detection
        case .textmate: TextMateGrammar.json
        case .diagnostics: DiagnosticTable.text
        }
    }
}
