/// What the service requires of a submission's values, in the order in which it checks.
struct SubmissionRules: Sendable {
    /// The one model: Protocol, "Submission".
    static let model = "gpt_image_2_official"
    /// The resellers' names for it: Protocol, "Two dialects".
    static let resellersModels = [
        "gpt-image-2-official", "gpt-image-2", "gpt_image_2_official", "gpt_image_2",
    ]
    static let maximumReferences = 9

    /// Checks everything that can be checked without the references' bytes.
    ///
    /// - Returns: The parameters, with the given `references`: the draft's own pictures must have become references by
    ///   then.
    static func parameters(
        from draft: SubmissionDraft, references: [Reference]
    ) throws(Refusal) -> PictureParameters {
        try checkReferenceCount(draft)
        let prompt = try prompt(of: draft)
        let fields = draft.fields
        let ratio = draft.ratio ?? "1:1"
        guard PixelTable.ratios.contains(ratio) else {
            throw .badRequest(
                "\(fields.ratio) \(ratio.debugDescription) is not supported, use one of "
                    + PixelTable.ratios.joined(separator: ", "))
        }
        let resolution = draft.resolution ?? Tier.oneK.rawValue
        guard let tier = Tier(rawValue: resolution) else {
            throw .badRequest(
                "\(fields.resolution) must be 1K, 2K or 4K, not \(resolution.debugDescription)")
        }
        guard let size = PixelTable.size(ratio: ratio, tier: tier) else {
            throw .badRequest(
                "\(fields.ratio) \(ratio) is not available at \(tier.rawValue): pixel limit exceeded"
            )
        }
        return PictureParameters(
            prompt: prompt, ratio: ratio, tier: tier, quality: try quality(of: draft),
            references: references, size: size)
    }

    static func checkModel(_ draft: SubmissionDraft) throws(Refusal) {
        let given = draft.model ?? ""
        guard draft.models.contains(where: { $0 == given }) else {
            throw .badRequest(
                "model must be \(draft.models.joined(separator: " or ")), not \(given.debugDescription)"
            )
        }
    }

    static func checkReferenceCount(_ draft: SubmissionDraft) throws(Refusal) {
        guard draft.images.count <= maximumReferences else {
            throw .badRequest(
                "\(draft.fields.images) has \(draft.images.count) pictures, at most "
                    + "\(maximumReferences) are allowed")
        }
    }

    private static func prompt(of draft: SubmissionDraft) throws(Refusal) -> String {
        guard let prompt = draft.prompt else {
            throw .badRequest("\(draft.fields.prompt) is required")
        }
        guard !prompt.allSatisfy(\.isWhitespace) else {
            throw .badRequest("\(draft.fields.prompt) is empty")
        }
        return prompt
    }

    private static func quality(of draft: SubmissionDraft) throws(Refusal) -> Quality? {
        guard let text = draft.quality else { return nil }
        guard let quality = Quality(rawValue: text) else {
            throw .badRequest(
                "\(draft.fields.quality) must be low, medium or high, not \(text.debugDescription)")
        }
        return quality
    }
}
