/// Why a generation cannot be requested: found before anything is sent.
public struct RequestError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The prompt is empty or blank.
        case emptyPrompt
        /// The ratio does not exist at the resolution.
        case impossiblePair(AspectRatio, Resolution)
        /// More references than ``ReferenceImage/maximumCount``; carries the number.
        case tooManyReferences(Int)
    }

    /// What is wrong.
    public let code: Code

    /// Creates an error.
    public init(code: Code) {
        self.code = code
    }
}
