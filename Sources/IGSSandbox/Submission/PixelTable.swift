package import SandboxPainter

/// The three tiers of resolution, spelt as the `openapi` dialect spells them.
package enum Tier: String, CaseIterable, Codable, Sendable {
    case oneK = "1K"
    case twoK = "2K"
    case fourK = "4K"
}

/// The service's levels of quality. A submission without one gets ``serviceDefault``.
package enum Quality: String, CaseIterable, Codable, Sendable {
    case low
    case medium
    case high

    /// The quality that the sandbox uses for a submission without one; the service does not say what its own
    /// is.
    package static let serviceDefault = Quality.medium
}

/// The pixels of a ratio at a tier: Protocol, "Pixels".
package enum PixelTable {
    /// The ratios in the table's order.
    package static let ratios = rows.map(\.ratio)

    /// Returns the pixels of a combination, or nil if it is not available or the ratio is unknown.
    package static func size(ratio: String, tier: Tier) -> PixelSize? {
        guard let row = rows.first(where: { $0.ratio == ratio }) else { return nil }
        return switch tier {
        case .oneK: row.oneK
        case .twoK: row.twoK
        case .fourK: row.fourK
        }
    }

    private struct Row {
        let ratio: String
        let oneK: PixelSize
        let twoK: PixelSize
        let fourK: PixelSize?
    }

    private static let rows = [
        Row(ratio: "1:1", oneK: PixelSize(1024, 1024), twoK: PixelSize(2048, 2048), fourK: nil),
        Row(ratio: "3:2", oneK: PixelSize(1536, 1024), twoK: PixelSize(2048, 1360), fourK: nil),
        Row(ratio: "2:3", oneK: PixelSize(1024, 1536), twoK: PixelSize(1360, 2048), fourK: nil),
        Row(ratio: "4:3", oneK: PixelSize(1024, 768), twoK: PixelSize(2048, 1536), fourK: nil),
        Row(ratio: "3:4", oneK: PixelSize(768, 1024), twoK: PixelSize(1536, 2048), fourK: nil),
        Row(ratio: "5:4", oneK: PixelSize(1280, 1024), twoK: PixelSize(2560, 2048), fourK: nil),
        Row(ratio: "4:5", oneK: PixelSize(1024, 1280), twoK: PixelSize(2048, 2560), fourK: nil),
        Row(
            ratio: "16:9", oneK: PixelSize(1536, 864), twoK: PixelSize(2048, 1152),
            fourK: PixelSize(3840, 2160)),
        Row(
            ratio: "9:16", oneK: PixelSize(864, 1536), twoK: PixelSize(1152, 2048),
            fourK: PixelSize(2160, 3840)),
        Row(
            ratio: "2:1", oneK: PixelSize(2048, 1024), twoK: PixelSize(2688, 1344),
            fourK: PixelSize(3840, 1920)),
        Row(
            ratio: "1:2", oneK: PixelSize(1024, 2048), twoK: PixelSize(1344, 2688),
            fourK: PixelSize(1920, 3840)),
        Row(
            ratio: "21:9", oneK: PixelSize(2016, 864), twoK: PixelSize(2688, 1152),
            fourK: PixelSize(3840, 1648)),
        Row(
            ratio: "9:21", oneK: PixelSize(864, 2016), twoK: PixelSize(1152, 2688),
            fourK: PixelSize(1648, 3840)),
    ]
}
