package import IGSScript

/// The parameters that a script declares with `param`.
package struct ScriptParameters {
    /// The declarations, in the order of the script.
    package let declarations: [ParameterStatement]
    private let file: SourceFile

    /// Makes the parameters of a script that was checked.
    init(_ declarations: [ParameterStatement], of file: SourceFile) {
        self.declarations = declarations
        self.file = file
    }

    /// Reads the declarations of a script, whether or not anything is wrong with it.
    package init(of file: SourceFile) {
        var declarations: [ParameterStatement] = []
        var parser = Parser(file, vocabulary: CommandTable.vocabulary)
        while let statement = parser.next() {
            if case .parameter(let parameter) = statement { declarations.append(parameter) }
        }
        self.init(declarations, of: file)
    }

    /// Holds what the caller gave against the declarations.
    ///
    /// - Throws: ``Failure`` for a parameter that does not exist, or that is missing.
    package func check(_ given: [String: String]) throws(Failure) {
        let known = declarations.map(\.variable.name)
        for name in given.keys.sorted() where !known.contains(name) {
            throw Failure(ScriptMessages.unknownParameter(name, known: known), code: .usage)
        }
        for parameter in declarations
        where parameter.fallback == nil && given[parameter.variable.name] == nil {
            throw Failure(
                ScriptMessages.missingParameter(
                    parameter.variable.name, summary: parameter.summary?.literal
                )
                .located(at: SourceLocation(file, parameter.variable.range)), code: .usage)
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
                            "  --" + parameter.variable.name, parameter.summary?.literal ?? "",
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
