import IGSScript

/// A file name with fields: `{name}-{ratio}.{ext}`.
package struct Template: Sendable {
    /// The fields that a template may have.
    package static let fields = [
        "name", "prompt", "index", "number", "ratio", "resolution", "quality", "date", "ext",
        "row.COLUMN",
    ]

    /// What the fields with a cell of a table begin with.
    static let row = "row."

    private enum Part {
        case text(String)
        case field(String)
    }

    private let parts: [Part]

    /// Reads a template.
    ///
    /// - Returns: `nil` for an unknown field, a brace that is never closed, and an empty text.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let afterOpen = rest.index(after: open)
            guard let close = rest[afterOpen...].firstIndex(of: "}") else { return nil }
            let field = String(rest[afterOpen..<close])
            let isCell = field.hasPrefix(Self.row) && field.count > Self.row.count
            guard Self.fields.contains(field) || isCell else { return nil }
            parts += [.text(String(rest[..<open])), .field(field)]
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        guard !text.isEmpty else { return nil }
        self.parts = parts
    }

    /// The columns of a table whose cells it has.
    package var columns: [String] {
        parts.compactMap { part in
            guard case .field(let field) = part, field.hasPrefix(Self.row) else { return nil }
            return String(field.dropFirst(Self.row.count))
        }
    }

    /// Returns what is wrong with its columns, as far as that can be known before the run.
    func problems(_ knowledge: Knowledge) -> [Diagnostic] {
        guard !knowledge.hasUnknownColumns else { return [] }
        return columns.filter { !knowledge.columns.contains($0) }
            .map { RowMessages.unknownColumn($0, known: knowledge.columns) }
    }

    /// Whether it has a field.
    func has(_ field: String) -> Bool {
        parts.contains { if case .field(field) = $0 { true } else { false } }
    }

    /// Returns the template's text with the values of its fields.
    func filled(with value: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): value(field)
            }
        }.joined()
    }
}
