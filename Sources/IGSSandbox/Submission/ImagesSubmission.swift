/// The body of `POST /v1/images/generations`: Protocol, "Two dialects".
///
/// It is flat, gives the ratio as `size`, writes tiers with a lower-case k, and does not have a caller's
/// id.
struct ImagesSubmission: Decodable {
    let model: String?
    let prompt: String?
    let size: String?
    let resolution: String?
    let quality: String?
    let images: [String]?
    let count: Int?

    enum CodingKeys: String, CodingKey {
        case model
        case prompt
        case size
        case resolution
        case quality
        case images = "image_urls"
        case count = "n"
    }

    /// Checks that the required fields are there, and translates this dialect's tiers into the table's.
    func draft() throws(Refusal) -> SubmissionDraft {
        guard let model else { throw .badRequest("model is required") }
        guard count ?? 1 == 1 else {
            throw .badRequest("n must be 1: the service makes one picture a task")
        }
        return SubmissionDraft(
            fields: .init(
                prompt: "prompt", ratio: "size", resolution: "resolution", quality: "quality",
                images: "image_urls"),
            model: model,
            models: SubmissionRules.resellersModels,
            prompt: prompt,
            ratio: size,
            resolution: try resolution.map(Self.tierName),
            quality: quality,
            images: images ?? [],
            outTaskID: nil)
    }

    private static func tierName(_ text: String) throws(Refusal) -> String {
        guard let tier = Tier.allCases.first(where: { $0.rawValue.lowercased() == text }) else {
            throw .badRequest("resolution must be 1k, 2k or 4k, not \(text.debugDescription)")
        }
        return tier.rawValue
    }
}
