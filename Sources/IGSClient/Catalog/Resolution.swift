/// A tier of resolution, named by its wire word in the `openapi` dialect (Protocol, "Submission").
public enum Resolution: String, CaseIterable, Codable, Sendable {
    case oneK = "1K"
    case twoK = "2K"
    case fourK = "4K"

    /// The ratios that exist at this resolution, in the table's order.
    public var ratios: [AspectRatio] {
        AspectRatio.allCases.filter { $0.pixelSize(at: self) != nil }
    }
}

extension Resolution: CustomStringConvertible {
    /// The wire word.
    public var description: String { rawValue }
}
