package import IGSScript

/// The parameters that a script declares with `param`.
package struct ScriptParameters {
    /// The declarations, in the order of the script.
    package let declarations: [ParameterStatement]
    private let file: SourceFile

    package init(of script: Script) {
        file = script.file
        declarations = script.statements.compactMap { statement in
            if case .parameter(let parameter) = statement { parameter } else { nil }
        }
    }

    /// Holds what the caller gave against the declarations.
    ///
    /// - Throws: ``Failure`` for a parameter that does not exist, or that is missing.
    func check(_ given: [String: String]) throws(Failure) {
        for name in given.keys.sorted() where !declarations.contains(where: { $0.name == name }) {
            throw Failure(
                ServiceCheckMessages.unknownParameter(name, known: declarations.map(\.name)),
                code: .usage)
        }
        for parameter in declarations
        where parameter.fallback == nil && given[parameter.name] == nil {
            throw Failure(
                ServiceCheckMessages.missingParameter(
                    parameter.name, summary: parameter.summary?.literal
                )
                .located(at: SourceLocation(file, parameter.nameRange)), code: .usage)
        }
    }

    /// What `igs FILE --help` says: the script's first comment, and its parameters.
    package var help: String {
        var sections: [String] = []
        let comment = firstComment
        if !comment.isEmpty { sections.append(comment) }
        sections.append(
            "usage: igs \(file.name)" + (declarations.isEmpty ? "" : " [--PARAMETER VALUE]…"))
        if !declarations.isEmpty {
            sections.append(
                TextTable.render(
                    declarations.map { parameter in
                        [
                            "  --" + parameter.name, parameter.summary?.literal ?? "",
                            parameter.fallback.map { "default: \(file.text(in: $0.range))" }
                                ?? "required",
                        ]
                    }))
        }
        return sections.joined(separator: "\n\n")
    }

    private var firstComment: String {
        var lines: [Substring] = []
        for line in String(decoding: file.bytes.prefix(4_096), as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            if line.hasPrefix("#!") { continue }
            guard line.hasPrefix("#") else { break }
            lines.append(line.drop { $0 == "#" || $0 == " " })
        }
        return lines.joined(separator: "\n")
    }
}
