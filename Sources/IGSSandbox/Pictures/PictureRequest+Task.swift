import SandboxPainter

extension PictureRequest {
    /// Makes the painter's request for a task, without its references.
    init(for parameters: PictureParameters) {
        self.init(
            prompt: parameters.prompt, variant: parameters.variant ?? 1, size: parameters.size,
            detail: Detail(parameters.effectiveQuality))
    }
}

extension PictureRequest.Detail {
    /// Returns the detail for a level of quality.
    init(_ quality: Quality) {
        self =
            switch quality {
            case .low: .low
            case .medium: .medium
            case .high: .high
            }
    }
}
