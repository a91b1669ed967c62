import IGSJobs
import FoundationEssentials
import IGSClient

/// A file name with fields: `{name}-{ratio}.{ext}`.
package struct Template: Sendable {
    /// The fields that a template may have.
    package static let fields = [
        "name", "index", "number", "ratio", "resolution", "quality", "date", "ext",
    ]

    private enum Part {
        case text(String)
        case field(String)
    }

    private let parts: [Part]

    /// Reads a template.
    ///
    /// - Returns: `nil` for an unknown field, a brace that is never closed, and the empty text.
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

    /// The name of a picture.
    ///
    /// - Parameters:
    ///   - index: Which of the pictures of one `save` it is, from 1.
    ///   - fileExtension: That of the file's real type.
    ///   - date: The day, as the calendar of the user's time zone has it: `2026-01-31`.
    func name(for entry: JobEntry, index: Int, fileExtension: String, date: String) -> String {
        let request = entry.job.request
        let values: [String: String] = [
            "name": entry.label, "index": String(index), "number": String(entry.number),
            "ratio": request.ratio.fileNamePart, "resolution": request.resolution.rawValue,
            "quality": request.quality?.rawValue ?? "default", "date": date, "ext": fileExtension,
        ]
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): FileName.clean(value: values[field] ?? "")
            }
        }.joined()
    }
}
