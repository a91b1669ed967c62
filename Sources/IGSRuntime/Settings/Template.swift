/// A file name with fields: `{name}-{ratio}.{ext}`.
package struct Template: Sendable {
    /// The fields that a template may have.
    package static let fields = [
        "name", "prompt", "index", "number", "ratio", "resolution", "quality", "date", "ext",
    ]

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
            guard Self.fields.contains(field) else { return nil }
            parts += [.text(String(rest[..<open])), .field(field)]
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        guard !text.isEmpty else { return nil }
        self.parts = parts
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
