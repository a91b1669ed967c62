package import IGSClient
package import IGSImages

/// A job that a script would submit, as far as it is known before the run.
package struct PlannedJob: Sendable {
    /// The name, if it gets one.
    package let name: String?
    /// The final prompt. Parts that only the run can know stay as they are written:
    /// `${day.status}`.
    package let prompt: String
    /// `nil` if only the run can know it; the same holds for the next two.
    package let ratio: AspectRatio?
    package let resolution: Resolution?
    /// `nil` also if the service decides.
    package let quality: Quality?
    /// The references by name, or by number if they have none.
    package let references: [String]
    /// Whether it depends on a condition or a loop that only the run can decide.
    package let isUncertain: Bool
    /// Whether the prompt is the final one: nothing in it has to be computed, and it is not picked at random.
    var isPromptKnown = true
    /// Whether a picture that is there already answers it.
    package var reuse = Reuse.no

    /// Whether a picture that the ledger has answers a planned job.
    package enum Reuse: Sendable {
        case yes, no
        /// Only the run can know it, because only the run knows all that the job asks for. Until then, it is to be paid.
        case open
    }

    /// The cells of the row that makes it, by their columns, as far as they are known.
    var cells: [String: String] = [:]

    /// The size in pixels; `nil` if only the run can know it.
    package var size: PixelSize? {
        guard let ratio, let resolution else { return nil }
        return ratio.pixelSize(at: resolution)
    }

    /// The most that it costs at the live service.
    package var cost: Price {
        guard reuse != .yes else { return Price(mills: 0) }
        let resolutions = resolution.map { [$0] } ?? Resolution.allCases
        return resolutions.map { Price.estimate(quality: quality, resolution: $0) }.max()
            ?? Price(mills: 0)
    }

    /// How long it usually takes.
    var time: TypicalTime {
        reuse == .yes
            ? TypicalTime(median: .zero, slow: .zero)
            : .estimate(quality: quality, resolution: resolution ?? .fourK)
    }
}
