/// What a task is to draw: a submission that has passed every check.
package struct PictureParameters: Hashable, Codable, Sendable {
    package let prompt: String
    /// One of ``PixelTable/ratios``.
    package let ratio: String
    package let tier: Tier
    /// nil where the submission left it to the service.
    package let quality: Quality?
    package let references: [Reference]
    package let size: PixelSize

    /// The quality that is drawn, timed and charged.
    package var effectiveQuality: Quality { quality ?? .serviceDefault }

    enum CodingKeys: String, CodingKey {
        case prompt
        case ratio = "aspect_ratio"
        case tier = "resolution"
        case quality
        case references
        case size
    }
}
