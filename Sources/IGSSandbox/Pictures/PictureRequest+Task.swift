import SandboxPainter

extension PictureRequest {
    /// What a task asks the painter for, without its references.
    init(for parameters: PictureParameters) {
        self.init(
            prompt: parameters.prompt, variant: parameters.variant ?? 1, size: parameters.size,
            detail: Detail(parameters.effectiveQuality))
    }
}

extension PictureRequest.Detail {
    /// The detail that a level of quality has.
    init(_ quality: Quality) {
        self =
            switch quality {
            case .low: .low
            case .medium: .medium
            case .high: .high
            }
    }
}
