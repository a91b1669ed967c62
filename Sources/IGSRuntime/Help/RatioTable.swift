import IGSClient
import IGSImages

/// `help ratios`: the available pictures, in pixels.
enum RatioTable {
    @Sendable static func text() -> String {
        let header = ["ratio"] + Resolution.allCases.map(\.rawValue)
        let rows = AspectRatio.allCases.map { ratio in
            [ratio.rawValue]
                + Resolution.allCases.map {
                    ratio.pixelSize(at: $0)?.description ?? "not available"
                }
        }
        return TextTable.render([header] + rows)
    }
}
