import IGSScript

extension JSONField {
    /// Returns the fields of a diagnostic: what the renderer's text says, and the end of the place.
    static func fields(of diagnostic: Diagnostic) -> [String: JSONField?] {
        var fields: [String: JSONField?] = [
            "severity": .text(diagnostic.severity.rawValue),
            "id": diagnostic.shownID.map(JSONField.text),
            "message": .text(diagnostic.message),
            "notes": diagnostic.notes.isEmpty ? nil : .texts(diagnostic.notes),
        ]
        guard let location = diagnostic.location else { return fields }
        fields["file"] = .text(location.file.name)
        fields.merge(place(location.range, in: location.file)) { _, new in new }
        if let fix = diagnostic.fix {
            var object = place(fix.range, in: location.file)
            object["replacement"] = .text(fix.replacement)
            fields["fix"] = .object(object)
        }
        return fields
    }

    /// Returns the start and the end of a range, counted as people count.
    private static func place(_ range: SourceRange, in file: SourceFile) -> [String: JSONField] {
        let start = file.position(of: range.lowerBound)
        let end = file.position(of: range.upperBound)
        return [
            "line": .integer(start.line), "column": .integer(start.column),
            "endLine": .integer(end.line), "endColumn": .integer(end.column),
        ]
    }
}
