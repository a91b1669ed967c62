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
        name(
            Self.values(
                label: entry.label, number: entry.number, entry.job.request.ratio,
                entry.job.request.resolution, entry.job.request.quality, index: index,
                fileExtension: fileExtension, date: date))
    }

    /// What the fields stand for.
    static func values(
        label: String, number: Int, _ ratio: AspectRatio, _ resolution: Resolution,
        _ quality: Quality?, index: Int, fileExtension: String, date: String
    ) -> [String: String] {
        [
            "name": label, "index": String(index), "number": String(number),
            "ratio": ratio.fileNamePart, "resolution": resolution.rawValue,
            "quality": quality?.rawValue ?? "default", "date": date, "ext": fileExtension,
        ]
    }

    /// The name of a picture of which the fields stand for these values.
    func name(_ values: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): FileName.clean(value: values[field] ?? "")
            }
        }.joined()
    }
}
