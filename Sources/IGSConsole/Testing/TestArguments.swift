import IGSRuntime
import IGSScript

/// What a test's `# ARGS:` line gives to igs: options of its own, and the script's arguments.
struct TestArguments: Equatable {
    /// Options of igs, which stand before the script.
    private(set) var options: [String] = []
    /// What stands behind the script.
    private(set) var script: [String] = []

    /// No arguments.
    init() {}

    /// Reads the words of a line. As on a command line, igs's own options come first; any other word, or `--`, begins
    /// the script's arguments.
    ///
    /// - Parameters:
    ///   - text: Where the words are in the script.
    ///   - location: The place of the whole line.
    /// - Throws: ``Diagnostic`` if they are not words, or include an option that a test cannot have.
    init(
        _ text: SourceRange, of file: SourceFile, at location: SourceLocation
    ) throws(Diagnostic) {
        var words = try Self.words(text, of: file, at: location)[...]
        while let word = words.first, word != "--", let option = OwnOption(word) {
            guard !option.isRefused else { throw TestMessages.refusedOption(option.name, location) }
            words = words.dropFirst()
            options.append(word)
            var value = word.firstIndex(of: "=").map { String(word[$0...].dropFirst()) }
            if option.takesNext, let next = words.popFirst() {
                options.append(next)
                value = next
            }
            if let value, Self.files.contains(option.name) {
                _ = try ScriptFolder(of: file).fileToRead(value)
            }
        }
        if words.first == "--" { words = words.dropFirst() }
        script = Array(words)
    }

    /// Returns the words of a line, which are those of a command.
    private static func words(
        _ text: SourceRange, of file: SourceFile, at location: SourceLocation
    ) throws(Diagnostic) -> [String] {
        // The places stay the same: the command's name covers the end of the directive's.
        let name = "print "
        let blanks = String(repeating: " ", count: max(0, text.lowerBound - name.utf8.count))
        let line = Array((blanks + name).utf8) + file.bytes[text.lowerBound..<text.upperBound]
        let outcome = Parser.parse(
            SourceFile(name: file.name, origin: file.origin, bytes: line),
            vocabulary: CommandTable.vocabulary)
        if var problem = outcome.diagnostics.first {
            problem.fix = nil
            problem.location = problem.location.map { SourceLocation(file, $0.range) }
            throw problem
        }
        guard outcome.script.statements.count == 1,
            case .command(let command) = outcome.script.statements[0]
        else { throw TestMessages.severalCommands(location) }
        var words: [String] = []
        for word in command.arguments {
            let place = SourceLocation(file, word.range)
            guard let value = word.literal else { throw TestMessages.expansion(place) }
            guard !value.utf8.contains(0) else { throw TestMessages.nullByte(place) }
            words.append(value)
        }
        return words
    }

    /// An option of igs itself.
    private struct OwnOption {
        let name: String
        /// Whether the next word is its value.
        let takesNext: Bool

        /// Takes an option from a word; `nil` for any other word.
        init?(_ word: String) {
            let name = word.prefix { $0 != "=" }
            self.name = String(name)
            guard let takesValue = TestArguments.options[self.name] else {
                guard TestArguments.refused.contains(self.name) else { return nil }
                takesNext = false
                return
            }
            takesNext = takesValue && name.endIndex == word.endIndex
        }

        var isRefused: Bool { TestArguments.options[name] == nil }
    }

    /// The options that a test can have, and whether each takes a value.
    static let options = [
        "--json": false, "--keep-going": false, "--max-cost": true, "--rows": true,
        "--faults": true,
        "--env": true,
    ]

    /// The options whose values are files, which lie beside or below the script.
    private static let files: Set = ["--rows", "--faults"]

    /// The options that a test cannot have: igs sets them for it, or they ask for something other than a run of the
    /// script that ends with it.
    static let refused: Set = [
        "--home", "--service", "--dialect", "--speed", "--out", "--detach", "--resume", "--reuse",
        "--no-rc", "-c",
    ]
}
