package import IGSClient

/// What a job may cost.
package struct Estimate: Sendable {
    /// The price at the live service.
    package let price: Price
    /// Whether it is that of the highest quality, because none is set.
    package let isUpperBound: Bool
    /// Whether the job costs nothing: the sandbox's do not.
    package let isFree: Bool
}

extension Estimate {
    /// What a request may cost at a service.
    init(of request: GenerationRequest, at service: ServiceProfile) {
        price = .estimate(quality: request.quality, resolution: request.resolution)
        isUpperBound = request.quality == nil
        isFree = service.isSandbox
    }
}
