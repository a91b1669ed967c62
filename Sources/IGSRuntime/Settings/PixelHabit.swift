import IGSClient
import IGSImages

/// Recognises what people write who know a tool that takes pixels: `2048x1152`.
enum PixelHabit {
    /// Returns what makes pictures of this size, or why nothing does; `nil` for a text that is not a size in pixels
    /// (`16x9`).
    static func advice(on text: String) -> String? {
        let sides = text.split(whereSeparator: { "xX×*".contains($0) }).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], width >= 64,
            height >= 64
        else { return nil }
        for ratio in AspectRatio.allCases {
            for resolution in ratio.resolutions
            where ratio.pixelSize(at: resolution) == PixelSize(width: width, height: height) {
                return "\(width)x\(height) is the ratio \(ratio) at the resolution \(resolution)"
            }
        }
        return
            "pixels follow from ratio and resolution, and no pair gives \(width)x\(height): 'help ratios'"
    }
}
