import IGSClient

/// The ratios that exist at a resolution.
enum RatioChoice {
    static func exists(_ ratio: String, at resolution: String) -> Bool {
        guard let resolution = Resolution(rawValue: resolution) else { return true }
        return resolution.ratios.contains { $0.rawValue == ratio }
    }
}
