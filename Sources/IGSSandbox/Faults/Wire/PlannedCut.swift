/// Where a request or a reply is to be cut.
struct PlannedCut: Sendable {
    /// How many of its bytes pass, the head's included.
    let byte: Int
    /// What becomes of the connection then.
    let end: ConnectionEnd
    /// Called right before.
    let onCut: @Sendable () -> Void
}
