import IGSClient
import IGSJobs

/// The names that templates give to pictures.
extension Template {
    /// Returns the name of a picture.
    ///
    /// - Parameters:
    ///   - index: Which of the pictures of one `save` it is, from 1.
    ///   - fileExtension: The extension for the file's real type.
    ///   - date: The day in the calendar of the user's time zone: `2026-01-31`.
    func name(for entry: JobEntry, index: Int, fileExtension: String, date: String) -> String {
        name(
            Self.values(
                label: entry.label, prompt: has("prompt") ? entry.job.request.prompt : nil,
                number: entry.number, entry.job.request.ratio, entry.job.request.resolution,
                entry.job.request.quality, index: index, fileExtension: fileExtension, date: date,
                cells: entry.row?.cells ?? [:]))
    }

    /// Returns the values of the fields.
    ///
    /// - Parameter prompt: `nil` if no template has the field, which takes longer than the others.
    static func values(
        label: String, prompt: String?, number: Int, _ ratio: AspectRatio, _ resolution: Resolution,
        _ quality: Quality?, index: Int, fileExtension: String, date: String,
        cells: [String: String]
    ) -> [String: String] {
        var values = [
            "name": label, "prompt": prompt.map(PromptName.text) ?? "", "index": String(index),
            "number": String(number),
            "ratio": ratio.fileNamePart, "resolution": resolution.rawValue,
            "quality": quality?.rawValue ?? "default", "date": date, "ext": fileExtension,
        ]
        for (column, cell) in cells {
            values[row + column] = cell.allSatisfy(\.isWhitespace) ? emptyCell : cell
        }
        return values
    }

    /// What stands for an empty cell: a name cannot be empty.
    private static let emptyCell = "none"

    /// Returns the name of a picture whose fields have these values.
    func name(_ values: [String: String]) -> String {
        filled { FileName.clean(value: values[$0] ?? "") }
    }
}
