/// Where a request or a reply is to be cut.
struct PlannedCut: Sendable {
    /// How many of its bytes pass, those of the head included.
    let byte: Int
    /// How the connection ends then.
    let end: ConnectionEnd
    /// Called directly before the cut.
    let onCut: @Sendable () -> Void

    /// Calls ``onCut``, and returns what is to be thrown.
    func reached() -> CutReached {
        onCut()
        return CutReached(end: end)
    }
}

/// How a connection ends.
enum ConnectionEnd: String, CaseIterable, Sendable {
    /// In good order, as by a server that has sent all it wanted to.
    case fin
    /// By a reset, as by a server that died, or a device on the way that forgot the connection.
    case rst
    /// Not at all: it stays open, and nothing more comes.
    case stall
}

/// Thrown where a connection is cut.
struct CutReached: Error {
    let end: ConnectionEnd
}
