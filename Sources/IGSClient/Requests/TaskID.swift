/// The service's identifier of a task (`task_id`, Protocol, "Acceptances").
///
/// Any text of 1 to 256 bytes without control characters: the service's ids are opaque.
public struct TaskID: RawRepresentable, Hashable, Codable, Sendable {
    /// The identifier as it goes over the wire.
    public let rawValue: String

    /// Creates an identifier; nil if the text cannot be one.
    public init?(rawValue: String) {
        guard (1...256).contains(rawValue.utf8.count),
            rawValue.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return nil }
        self.rawValue = rawValue
    }
}

extension TaskID: CustomStringConvertible {
    /// The identifier as it goes over the wire.
    public var description: String { rawValue }
}
