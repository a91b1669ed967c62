import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// A script to run: where it comes from, and the values that its caller gives.
struct Input: Sendable {
    let source: SourceFile
    let mode: Session.Mode
    /// Whether the script may be somebody else's.
    let isForeign: Bool
    /// The values for its parameters.
    let parameters: [String: Value]
    /// Which run to resume, if the arguments after the script say so.
    let resumption: ScriptRunner.Resumption?
    /// Whether finished jobs answer what it asks for, if the arguments after the script say so.
    let reuses: Bool
    /// Whether the caller asked for the script's help.
    let wantsHelp: Bool

    /// Reads the script that a call names.
    ///
    /// - Returns: `nil` if it names none.
    /// - Throws: ``Failure`` if it cannot be read.
    init?(_ call: Invocation) throws(Failure) {
        let script = call.script.first
        if call.resumption != nil, call.commands != nil || script == nil || script == "-" {
            throw LaunchMessages.noRun()
        }
        if let commands = call.commands {
            source = SourceFile(
                name: "-c", origin: .argument, bytes: CallerCheck.commands(commands))
            mode = .argument
            isForeign = false
            parameters = [:]
            resumption = nil
            reuses = false
            wantsHelp = false
        } else {
            if script == nil { return nil }
            self = try Input(script: call.script)
        }
    }

    /// Reads a script.
    ///
    /// - Parameter words: Its path, or `-` for standard input; then its own arguments.
    /// - Throws: ``Failure`` if it cannot be read, or if the arguments make no sense.
    init(script words: [String]) throws(Failure) {
        if let path = words.first, path != "-" {
            source = try ScriptFile.named(path)
            mode = .file
        } else {
            try? Foreground.wait(for: STDIN_FILENO)
            var bytes = ScriptFile.bytes(from: STDIN_FILENO)
            // A closed input is empty; its number may belong to something else now.
            if bytes == nil, errno == EBADF || errno == EINVAL { bytes = [] }
            guard let bytes else { throw LaunchMessages.noInput(errno) }
            source = SourceFile(name: "standard input", origin: .stream, bytes: bytes)
            mode = .argument
        }
        isForeign = true
        (parameters, resumption, reuses, wantsHelp) = try Self.parse(
            words.dropFirst(), for: source)
        if resumption != nil, mode != .file { throw LaunchMessages.noRun() }
    }

    /// What the script does, and its parameters.
    var help: String { ScriptParameters(of: source).help }

    /// Reads `--name value` and `--name=value`, and `--resume` and `--reuse` unless they are parameters of the script.
    private static func parse(
        _ words: ArraySlice<String>, for source: SourceFile
    ) throws(Failure) -> (
        [String: Value], ScriptRunner.Resumption?, reuses: Bool, wantsHelp: Bool
    ) {
        let resume = "--resume"
        let reuse = "--reuse"
        var reuses = false
        var texts: [String: [String]] = [:]
        var resumption: ScriptRunner.Resumption?
        var words = words
        while let word = words.popFirst() {
            if word == "--help" || word == "-h" { return ([:], nil, false, true) }
            if word == resume || word.hasPrefix(resume + "="), !declares("resume", source) {
                resumption = word == resume ? .last : .run(String(word.dropFirst(resume.count + 1)))
                continue
            }
            if word == reuse, !declares("reuse", source) {
                reuses = true
                continue
            }
            guard word.hasPrefix("--"), word.count > 2 else {
                throw LaunchMessages.badArgument(word)
            }
            let text = word.dropFirst(2)
            if let equals = text.firstIndex(of: "=") {
                texts[String(text[..<equals]), default: []].append(
                    String(text[text.index(after: equals)...]))
            } else if let value = words.popFirst() {
                texts[String(text), default: []].append(value)
            } else {
                throw LaunchMessages.missingValue(word)
            }
        }
        // To find the declarations takes a reading of the whole script.
        let parameters =
            texts.isEmpty ? [:] : try ScriptParameters(of: source).values(of: texts)
        return (parameters, resumption, reuses, false)
    }

    private static func declares(_ parameter: String, _ source: SourceFile) -> Bool {
        ScriptParameters(of: source).declarations.contains { $0.variable.name == parameter }
    }
}
