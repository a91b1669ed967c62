/// Where a request or a reply is to be cut.
struct PlannedCut: Sendable {
    /// How many of its bytes pass, those of the head included.
    let byte: Int
    /// How the connection ends then.
    let end: ConnectionEnd
    /// Called directly before the cut.
    let onCut: @Sendable () -> Void
}
