import IGSRuntime
import IGSScript

/// What was entered at the prompt: one line, or several that belong together.
struct PromptInput {
    private(set) var text = ""
    /// Whether several lines of it were pasted at once.
    private(set) var isPasted = false
    /// The number of lines before it in the input that it is a part of.
    private var lineOffset = 0

    init(_ text: String = "") { self.text = text }

    /// The line for the system's shell; nil if the input is for igs.
    var escape: ShellEscape? { ShellEscape(text) }

    mutating func append(_ line: String, isPasted: Bool) {
        text += text.isEmpty ? line : "\n" + line
        self.isPasted = self.isPasted || isPasted
    }

    /// What runs: the input, or the help that it asks for. The lines before a part become comments in
    /// it.
    var file: SourceFile {
        let linesBefore = String(repeating: "#\n", count: lineOffset)
        return SourceFile(name: "prompt", origin: .prompt, text: linesBefore + (request ?? text))
    }

    /// Splits the input into what runs one after the other. Of several lines, those that have a meaning
    /// only by themselves (`!ls`, `gen ?`) are parts, and so is the text between them. Within something
    /// open, such lines are ordinary text.
    ///
    /// - Parameter definitions: The commands that scripts have defined.
    func parts(definitions: some Collection<String> = EmptyCollection()) -> [PromptInput] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1 else { return [self] }
        var parts: [PromptInput] = []
        var start = 0
        for (index, line) in lines.enumerated()
        where Self.standsAlone(String(line), definitions) {
            if start < index {
                let before = part(lines, start..<index)
                guard before.isClosed else { continue }
                parts.append(before)
            }
            parts.append(part(lines, index..<index + 1))
            start = index + 1
        }
        return start < lines.count ? parts + [part(lines, start..<lines.count)] : parts
    }

    private func part(_ lines: [Substring], _ range: Range<Int>) -> PromptInput {
        var part = self
        part.text = lines[range].joined(separator: "\n")
        part.lineOffset = lineOffset + range.lowerBound
        return part
    }

    private static func standsAlone(
        _ line: String, _ definitions: some Collection<String>
    ) -> Bool {
        ShellEscape.begins(line) || CommandTable.help.topic(askedForBy: line) != nil
            || name(askedForBy: line).map { definitions.contains($0) } ?? false
    }

    /// The `help` call that `gen ?` stands for; nil if there is anything but a topic before the
    /// question mark.
    private var request: String? {
        CommandTable.help.topic(askedForBy: text).map { "help " + $0.joined(separator: " ") }
    }

    /// Returns the answer to `paint ?` if `paint` is a command that the session defines; nil otherwise.
    func helpForDefinition(in session: Session) -> String? {
        guard let name = Self.name(askedForBy: text), let definition = session.definitions[name]
        else { return nil }
        let parameters = definition.statement.parameters.map { $0.name.uppercased() }
        return ([definition.statement.name.name] + parameters).joined(separator: " ")
            + "\n\n  a command of this session, defined by 'def'"
    }

    /// Returns the word before the question mark of `paint ?`; nil if the line is something else.
    private static func name(askedForBy line: String) -> String? {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let name = words.first, words.last?.last == "?" else { return nil }
        if words.count == 1 { return String(name.dropLast()) }
        return words.count == 2 && words[1] == "?" ? String(name) : nil
    }

    /// Whether no quote, list or block is open at its end.
    var isComplete: Bool { parts().last?.isClosed ?? true }

    /// The same for an input without parts.
    private var isClosed: Bool {
        escape != nil || !Parser.parse(file, vocabulary: CommandTable.vocabulary).isIncomplete
    }

    /// Returns what the input would submit; nil if that is nothing, or if it has errors: those are
    /// reported, and the input does not run.
    ///
    /// Planning takes time: a typed line is not planned if the service charges nothing.
    func plan(in session: Session) -> Plan? {
        guard isPasted || !session.profile.isSandbox else { return nil }
        let planner = Planner(
            ScriptRunner(session: session).knowledge(for: file), retries: session.plannedRetries)
        guard let (plan, _) = try? planner.plan(file, warn: { _ in }),
            plan.jobs.count > 0 || plan.isOpen
        else { return nil }
        return plan
    }

    /// Returns the question to ask before it runs; nil if it can run without one.
    ///
    /// Nothing is asked if nothing is paid.
    func question(about plan: Plan, in session: Session) -> String? {
        guard !session.profile.isSandbox else { return nil }
        if isPasted { return "these lines submit \(PlanText.extent(plan)); run them? [y/N] " }
        guard let limit = session.settings.confirm, plan.isOpen || plan.cost > limit else {
            return nil
        }
        return "this submits \(PlanText.extent(plan)); run it? [y/N] "
    }
}
