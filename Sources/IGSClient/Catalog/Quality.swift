/// How much work the model puts into a picture.
///
/// If a request names no quality, the service uses its own default, which is not documented.
public enum Quality: String, CaseIterable, Codable, Sendable {
    case low
    case medium
    case high
}

extension Quality: CustomStringConvertible {
    /// The wire word.
    public var description: String { rawValue }
}
