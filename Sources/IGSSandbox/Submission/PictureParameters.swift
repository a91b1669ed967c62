import SHA2
package import SandboxPainter

/// What a task should draw: a submission that has passed every check.
package struct PictureParameters: Hashable, Codable, Sendable {
    package let prompt: String
    /// One of ``PixelTable/ratios``.
    package let ratio: String
    package let tier: Tier
    /// nil if the submission left it to the service.
    package let quality: Quality?
    package let references: [Reference]
    package let size: PixelSize
    /// Which of the pictures of identical requests it is: 2 for the second, and so on; nil for the first, and in files
    /// that are older than variants.
    package var variant: Int?

    /// The quality that is drawn, timed and charged.
    package var effectiveQuality: Quality { quality ?? .serviceDefault }

    enum CodingKeys: String, CodingKey {
        case prompt
        case ratio = "aspect_ratio"
        case tier = "resolution"
        case quality
        case references
        case size
        case variant
    }

    /// Identifies a request: equal for identical requests, whatever their variant, so for all that would make the same
    /// picture.
    var request: SHA256.Digest {
        get throws {
            try SHA256.hash(
                JSONLine.encode(
                    PictureParameters(
                        prompt: prompt, ratio: ratio, tier: tier, quality: effectiveQuality,
                        references: references, size: size)))
        }
    }
}
