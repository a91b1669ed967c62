/// Receives what happens in a session.
package protocol Reporter: Sendable {
    /// Takes in what happens, at once.
    func report(_ event: SessionEvent)

    /// Whether it does anything at ``SessionEvent/settingChanged(name:value:)``: scripts may change
    /// settings very often.
    var tellsOfSettings: Bool { get }

    /// How often it wants to show ``SessionEvent/waiting(_:)``; `nil`: never, it gets none.
    var progressInterval: Duration? { get }
}

extension Reporter {
    package var tellsOfSettings: Bool { true }
    package var progressInterval: Duration? { nil }
}
