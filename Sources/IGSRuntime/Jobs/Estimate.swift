package import IGSClient

/// What a job may cost.
package struct Estimate: Sendable {
    /// The price at the live service.
    package let price: Price
    /// Whether it is the price of the highest quality, because no quality is set.
    package let isUpperBound: Bool
    /// Whether the job costs nothing, as in the sandbox.
    package let isFree: Bool
}

extension Estimate {
    /// Estimates what a request may cost at a service.
    init(of request: GenerationRequest, at service: ServiceProfile) {
        price = .estimate(quality: request.quality, resolution: request.resolution)
        isUpperBound = request.quality == nil
        isFree = service.isSandbox
    }
}
