import IGSRuntime
import IGSScript

/// What was entered at the prompt: one line, or the several that belong together.
struct PromptInput {
    private(set) var text = ""
    /// Whether several lines of it were pasted at once.
    private(set) var isPasted = false
    /// How many lines stand before it in the input that it is a part of.
    private var lineOffset = 0

    init(_ text: String = "") { self.text = text }

    /// What it is for the system's shell; nil where it is for igs.
    var escape: ShellEscape? { ShellEscape(text) }

    mutating func append(_ line: String, isPasted: Bool) {
        text += text.isEmpty ? line : "\n" + line
        self.isPasted = self.isPasted || isPasted
    }

    /// What runs: the input, or the help that it asks for. The lines before a part are comments in it.
    var file: SourceFile {
        let linesBefore = String(repeating: "#\n", count: lineOffset)
        return SourceFile(name: "prompt", origin: .prompt, text: linesBefore + (request ?? text))
    }

    /// What runs one after the other: of several lines, those that mean something only by themselves
    /// (`!ls`, `gen ?`), and what stands between them. Within what is open they are text like the rest.
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

    /// The `help` that `gen ?` means; nil where nothing but a topic stands before the question mark.
    private var request: String? {
        CommandTable.help.topic(askedForBy: text).map { "help " + $0.joined(separator: " ") }
    }

    /// What `paint ?` is told where `paint` is a command of the session's own; nil elsewhere.
    func helpForDefinition(in session: Session) -> String? {
        guard let name = Self.name(askedForBy: text), let definition = session.definitions[name]
        else { return nil }
        let parameters = definition.statement.parameters.map { $0.name.uppercased() }
        return ([definition.statement.name.name] + parameters).joined(separator: " ")
            + "\n\n  a command of this session, defined by 'def'"
    }

    /// The word before the question mark of `paint ?`; nil if a line is something else.
    private static func name(askedForBy line: String) -> String? {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let name = words.first, words.last?.last == "?" else { return nil }
        if words.count == 1 { return String(name.dropLast()) }
        return words.count == 2 && words[1] == "?" ? String(name) : nil
    }

    /// Whether no quote, list or block is open at its end.
    var isComplete: Bool { parts().last?.isClosed ?? true }

    /// The same of what has no parts.
    private var isClosed: Bool {
        escape != nil || !Parser.parse(file, vocabulary: CommandTable.vocabulary).isIncomplete
    }

    /// What it would submit; nil where that is nothing, or where it has errors: it is told of them,
    /// and not run.
    ///
    /// To plan takes time: a line that was typed at a service that takes no money is not looked at.
    func plan(in session: Session) -> Plan? {
        guard isPasted || !session.profile.isSandbox else { return nil }
        let planner = Planner(
            ScriptRunner(session: session).knowledge(for: file), retries: session.plannedRetries)
        guard let (plan, _) = try? planner.plan(file, warn: { _ in }),
            !plan.jobs.isEmpty || plan.isOpen
        else { return nil }
        return plan
    }

    /// What to ask before it is run; nil where it can be run as it is.
    ///
    /// Nothing is asked where nothing is paid.
    func question(about plan: Plan, in session: Session) -> String? {
        guard !session.profile.isSandbox else { return nil }
        if isPasted { return "these lines submit \(PlanText.extent(plan)); run them? [y/N] " }
        guard let limit = session.settings.confirm, plan.isOpen || plan.cost > limit else {
            return nil
        }
        return "this submits \(PlanText.extent(plan)); run it? [y/N] "
    }
}
