import IGSClient
import IGSJobs
import IGSRuntime

/// An expansion that is being written: `$na`, `${na`, `${day.wi`.
struct OpenExpansion {
    /// All of it.
    let text: String
    private let isBraced: Bool
    /// The part before the dot, or the whole name if there is no dot.
    private let name: Substring
    /// The part behind the dot; nil if there is no dot.
    private let field: Substring?

    /// Reads the expansion at the end of a text; nil if the text does not end in one.
    init?(endOf text: String) {
        guard let dollar = text.lastIndex(of: "$") else { return nil }
        let rest = text[text.index(after: dollar)...]
        isBraced = rest.first == "{"
        let parts = rest.dropFirst(isBraced ? 1 : 0)
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        // A job's name may have a dash, which would end a variable's name without braces.
        let marks: Set<Character> = isBraced ? ["_", "-"] : ["_"]
        guard
            parts.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || marks.contains($0) } })
        else { return nil }
        self.text = String(text[dollar...])
        name = parts.first ?? ""
        field = parts.count > 1 ? parts[1] : nil
    }

    /// Returns what it can be completed to.
    func candidates(_ session: SessionSnapshot) -> [Completion.Candidate] {
        if let field { return fields(field, session) }
        let mark = isBraced ? "${" : "$"
        let variables = session.variables.sorted { $0.key < $1.key }
            .filter { $0.key.hasPrefix(name) }
            .map { candidate(mark + $0.key + (isBraced ? "}" : ""), $0.value) }
        guard isBraced else { return variables }
        let entries = session.jobs.entries
        return variables
            + entries.indices.reversed().compactMap { index in
                guard let job = entries[index].name, job.hasPrefix(name),
                    !entries[index].isForgotten
                else { return nil }
                return candidate("${" + job + ".", entries[index].job.request.prompt)
            }
    }

    /// Returns the fields of a job, with their current values. Without braces, and if no variable
    /// has the job's name, the candidates include the braces.
    private func fields(
        _ typed: Substring, _ session: SessionSnapshot
    ) -> [Completion.Candidate] {
        guard isBraced || session.variables[String(name)] == nil,
            case let jobs = session.jobs.entries(for: .name(String(name))), jobs.count == 1
        else { return [] }
        return JobField.allCases.filter { $0.rawValue.hasPrefix(typed) }
            .map { candidate("${\(name).\($0.rawValue)}", $0.text(of: jobs[0]) ?? "not known yet") }
    }

    private func candidate(_ text: String, _ summary: String) -> Completion.Candidate {
        .init(value: text, summary: summary, insertion: text, endsWord: false)
    }
}
