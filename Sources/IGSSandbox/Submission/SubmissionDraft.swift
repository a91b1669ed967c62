/// A submission as it came in, in either dialect, before any check of its values.
package struct SubmissionDraft: Sendable {
    /// The field names that messages about this draft use.
    package struct FieldNames: Sendable {
        let prompt: String
        let ratio: String
        let resolution: String
        let quality: String
        let images: String
    }

    package var fields: FieldNames
    package var model: String?
    /// The accepted names of the model.
    package var models = [SubmissionRules.model]
    package var prompt: String?
    /// nil means 1:1.
    package var ratio: String?
    /// Spelt as ``Tier`` spells it. nil means 1K.
    package var resolution: String?
    package var quality: String?
    package var images: [String]
    /// The caller's own id. nil in the `images` dialect, which has none.
    package var outTaskID: String?
}
