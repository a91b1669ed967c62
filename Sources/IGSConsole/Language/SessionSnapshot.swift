import IGSRuntime
import IGSScript

/// What completion and hints know about a session: its state when the prompt was shown, or when a
/// job last changed.
struct SessionSnapshot: Sendable {
    var settings: [String: String] = [:]
    /// Whether to show colours and hints.
    var hints = true
    /// The variables, with their values.
    var variables: [String: String] = [:]
    /// The references' names or numbers, with their origins.
    var references: [(name: String, origin: String)] = []
    var jobs = JobBook()
    /// The commands that scripts have defined.
    var definitions: [String] = []

    init() {}

    init(of session: Session) {
        for line in session.settingLines { settings[line.setting.name] = line.value }
        hints = session.settings.hints
        variables = session.environment.variables.mapValues(\.summary)
        references = session.references.references.map { ($0.name ?? "\($0.number)", $0.origin) }
        jobs = session.jobs
        definitions = session.definitions.keys.sorted()
    }
}

private extension Value {
    /// The summary of a candidate.
    var summary: String {
        switch self {
        case .string(let text): text
        case .list(let elements): "[\(elements.joined(separator: " "))]"
        case .job(let number): "%\(number)"
        }
    }
}
