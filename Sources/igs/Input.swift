import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// A script to run: where it comes from, and what its caller gives it.
struct Input: Sendable {
    let source: SourceFile
    let mode: Session.Mode
    /// Whether the script may be somebody else's.
    let isForeign: Bool
    /// The values for its parameters.
    let parameters: [String: String]
    /// Which run is gone on with, where the arguments after the script say so.
    let resumption: ScriptRunner.Resumption?
    /// Whether the caller asked what the script is.
    let wantsHelp: Bool

    /// Reads what the arguments name.
    ///
    /// - Returns: `nil` where they name nothing and a person is at the terminal.
    /// - Throws: ``Failure`` where it cannot be read.
    init?(_ arguments: Run) throws(Failure) {
        if let commands = arguments.commands {
            source = SourceFile(name: "-c", origin: .argument, text: commands)
            mode = .argument
            isForeign = false
            parameters = [:]
            resumption = nil
            wantsHelp = false
        } else {
            if arguments.arguments.isEmpty, TerminalInfo.isTerminal(STDIN_FILENO) { return nil }
            self = try Input(script: arguments.arguments)
        }
    }

    /// Reads a script.
    ///
    /// - Parameter words: Its path, `-` or nothing for standard input; then its own arguments.
    /// - Throws: ``Failure`` where it cannot be read, or where the arguments make no sense.
    init(script words: [String]) throws(Failure) {
        if let path = words.first, path != "-" {
            source = try Self.read(path)
            mode = .file
        } else {
            var bytes = ScriptFile.bytes(from: STDIN_FILENO)
            // An input that was closed has nothing in it; its number may stand for something else now.
            if bytes == nil, errno == EBADF || errno == EINVAL { bytes = [] }
            guard let bytes else { throw LaunchMessages.noInput(errno) }
            source = SourceFile(name: "standard input", origin: .argument, bytes: bytes)
            mode = .argument
        }
        isForeign = true
        var words = words.dropFirst()
        resumption = mode == .file ? Self.takeResumption(from: &words, of: source) : nil
        (parameters, wantsHelp) = try Self.parse(words)
    }

    /// What the script is, and what it takes.
    var help: String { ScriptParameters(of: source).help }

    private static func read(_ path: String) throws(Failure) -> SourceFile {
        do throws(Diagnostic) {
            return try ScriptFile.read(path)
        } catch {
            throw LaunchMessages.unreadable(error)
        }
    }

    /// Takes `--resume` and `--resume=RUN` out of a script's arguments, unless they are its own.
    private static func takeResumption(
        from words: inout ArraySlice<String>, of source: SourceFile
    ) -> ScriptRunner.Resumption? {
        let option = "--resume"
        guard words.contains(where: { $0 == option || $0.hasPrefix(option + "=") }) else {
            return nil
        }
        let parameters = ScriptParameters(of: source).declarations
        guard !parameters.contains(where: { $0.variable.name == "resume" }) else { return nil }
        var resumption: ScriptRunner.Resumption?
        for index in words.indices.reversed() {
            if words[index] == option {
                resumption = .last
            } else if words[index].hasPrefix(option + "=") {
                resumption = .run(String(words[index].dropFirst(option.count + 1)))
            } else {
                continue
            }
            words.remove(at: index)
        }
        return resumption
    }

    /// Reads `--name value` and `--name=value`.
    private static func parse(
        _ words: ArraySlice<String>
    ) throws(Failure) -> (parameters: [String: String], wantsHelp: Bool) {
        var parameters: [String: String] = [:]
        var words = words
        while let word = words.popFirst() {
            if word == "--help" || word == "-h" { return ([:], true) }
            guard word.hasPrefix("--"), word.count > 2 else {
                throw LaunchMessages.badArgument(word)
            }
            let text = word.dropFirst(2)
            if let equals = text.firstIndex(of: "=") {
                parameters[String(text[..<equals])] = String(text[text.index(after: equals)...])
            } else if let value = words.popFirst() {
                parameters[String(text)] = value
            } else {
                throw LaunchMessages.missingValue(word)
            }
        }
        return (parameters, false)
    }
}
