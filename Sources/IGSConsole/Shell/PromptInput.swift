import IGSRuntime
import IGSScript

/// What was entered at the prompt: one line, or the several that belong together.
struct PromptInput {
    private(set) var text = ""
    /// Whether several lines of it were pasted at once.
    private(set) var isPasted = false

    init(_ text: String = "") { self.text = text }

    /// What it is for the system's shell; nil where it is for igs.
    var escape: ShellEscape? { ShellEscape(text) }

    mutating func append(_ line: String, isPasted: Bool) {
        text += text.isEmpty ? line : "\n" + line
        self.isPasted = self.isPasted || isPasted
    }

    /// What runs: the input, or the help that it asks for.
    var file: SourceFile {
        SourceFile(name: "prompt", origin: .prompt, text: request ?? text)
    }

    /// The `help` that `gen ?` means; nil where nothing but a topic stands before the question mark.
    private var request: String? {
        HelpQuestion.topic(askedForBy: text).map { "help " + $0.joined(separator: " ") }
    }

    /// What `paint ?` is told where `paint` is a command of the session's own; nil elsewhere.
    func helpForDefinition(in session: Session) -> String? {
        let words = text.split { $0 == " " || $0 == "\t" }
        let isQuestion = words.count == 2 && words[1] == "?"
        guard let name = words.first, isQuestion || words.count == 1 && name.last == "?",
            let definition = session.definitions[String(isQuestion ? name : name.dropLast())]
        else { return nil }
        let parameters = definition.statement.parameters.map { $0.name.uppercased() }
        return ([definition.statement.name.name] + parameters).joined(separator: " ")
            + "\n\n  a command of this session, made by 'def'"
    }

    /// Whether no quote, list or block is open at its end.
    var isComplete: Bool {
        escape != nil || !Parser.parse(file, vocabulary: CommandTable.vocabulary).isIncomplete
    }

    /// What it would submit; nil where that is nothing, or where it has errors: it is told of them,
    /// and not run.
    ///
    /// To plan takes time: a line that was typed at a service that takes no money is not looked at.
    func plan(in session: Session) -> Plan? {
        guard isPasted || !session.profile.isSandbox else { return nil }
        let planner = Planner(session.knowledge, retries: session.plannedRetries)
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
