package import IGSClient
package import IGSImages

/// A job that a script would submit, as far as it is known before the run.
package struct PlannedJob: Sendable {
    /// The name, where it gets one.
    package let name: String?
    /// The final prompt; what only the run can know stands in it as it is written: `${day.status}`.
    package let prompt: String
    /// `nil` where only the run can know it; so are the next two.
    package let ratio: AspectRatio?
    package let resolution: Resolution?
    /// `nil` also where it is left to the service.
    package let quality: Quality?
    /// The references by name, or number where they have none.
    package let references: [String]
    /// Whether it depends on a condition, or on a loop, of which only the run can know.
    package let isUncertain: Bool

    /// The pixels; `nil` where only the run can know them.
    package var size: PixelSize? {
        guard let ratio, let resolution else { return nil }
        return ratio.pixelSize(at: resolution)
    }

    /// The most that it costs at the live service.
    package var cost: Price {
        let resolutions = resolution.map { [$0] } ?? Resolution.allCases
        return resolutions.map { Price.estimate(quality: quality, resolution: $0) }.max()
            ?? Price(mills: 0)
    }

    /// How long it usually takes.
    var time: TypicalTime {
        .estimate(quality: quality, resolution: resolution ?? .fourK)
    }
}
