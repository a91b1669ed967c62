package import IGSScript

/// The parameters that a script declares with `param`.
package struct ScriptParameters {
    /// The declarations, in the order of the script.
    package let declarations: [ParameterStatement]
    private let file: SourceFile

    /// Makes the parameters of a checked script.
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

    /// Returns the values that a caller's texts stand for.
    ///
    /// A parameter whose default is a list takes a list: `[a "b c"]`, `1..4`, or one element for each time that it is
    /// given. So does a parameter without a default that is given more than once.
    ///
    /// - Parameter texts: The texts that the caller gave for each name, in the caller's order.
    /// - Throws: ``Failure`` for a text that begins as a list but is not one, and for a second value of a parameter
    ///   that takes one value.
    package func values(of texts: [String: [String]]) throws(Failure) -> [String: Value] {
        var values: [String: Value] = [:]
        for (name, texts) in texts {
            let declaration = declarations.first { $0.variable.name == name }
            values[name] = try Self.value(
                of: texts, for: name, takesList: declaration == nil ? nil : declaration?.takesList)
        }
        return values
    }

    /// - Parameter takesList: Whether the parameter takes a list; `nil` if it may.
    private static func value(
        of texts: [String], for name: String, takesList: Bool?
    ) throws(Failure) -> Value {
        guard takesList != false else {
            guard texts.count <= 1 else {
                throw Failure(ScriptMessages.parameterTwice(name))
            }
            return .string(texts.first ?? "")
        }
        guard texts.count == 1 else { return .list(texts) }
        guard takesList == true else { return .string(texts[0]) }
        guard texts[0].hasPrefix("[") || isLikeRange(texts[0]) else { return .list(texts) }
        guard let value = list(texts[0]), !value.elements.contains(where: isLikeRange) else {
            throw Failure(ScriptMessages.notList(texts[0], for: name))
        }
        return value
    }

    /// Whether a text is a range, or was probably meant to be one.
    private static func isLikeRange(_ text: String) -> Bool {
        text.contains("..")
            && (text.allSatisfy { "0123456789.-=<".contains($0) }
                || RangeHabit(text, in: .value) != nil)
    }

    /// Returns the list that a text writes as scripts do; `nil` if it writes none, or a list that has to be computed.
    private static func list(_ text: String) -> Value? {
        let file = SourceFile(name: "parameter", origin: .argument, text: "let value = \(text)")
        let outcome = Parser.parse(file, vocabulary: CommandTable.vocabulary)
        guard outcome.diagnostics.isEmpty, outcome.script.statements.count == 1,
            case .binding(let binding) = outcome.script.statements[0]
        else { return nil }
        let value = try? binding.value.value(in: Knowledge())
        guard case .list = value else { return nil }
        return value
    }

    /// Compares what the caller gave with the declarations.
    ///
    /// - Throws: ``Failure`` for a parameter that does not exist, or that is missing.
    package func check(_ given: [String: Value]) throws(Failure) {
        let known = declarations.map(\.variable.name)
        for name in given.keys.sorted() where !known.contains(name) {
            throw Failure(ScriptMessages.unknownParameter(name, known: known))
        }
        for parameter in declarations
        where parameter.fallback == nil && given[parameter.variable.name] == nil {
            throw Failure(
                ScriptMessages.missingParameter(
                    parameter.variable.name, summary: parameter.summary?.literal
                )
                .located(at: SourceLocation(file, parameter.variable.range)))
        }
    }

    /// The text of `igs FILE --help`: the script's first comment, and its parameters.
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

private extension ParameterStatement {
    /// Whether its value is a list; `nil` if no default says so.
    var takesList: Bool? {
        switch fallback {
        case nil: nil
        case .word: false
        case .list, .range: true
        }
    }
}
