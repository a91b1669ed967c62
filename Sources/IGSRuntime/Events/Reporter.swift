/// Receives the events of a session.
package protocol Reporter: Sendable {
    /// Handles an event at once.
    func report(_ event: SessionEvent)

    /// Whether it handles ``SessionEvent/settingChanged(name:value:)`` at all: scripts may change
    /// settings very often.
    var tellsOfSettings: Bool { get }

    /// How often it wants to show ``SessionEvent/waiting(_:)``; `nil` means never: then it receives
    /// none.
    var progressInterval: Duration? { get }
}

extension Reporter {
    package var tellsOfSettings: Bool { true }
    package var progressInterval: Duration? { nil }
}
