import IGSClient
import IGSJobs

/// The names that templates give to pictures.
extension Template {
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
        filled { FileName.clean(value: values[$0] ?? "") }
    }
}
