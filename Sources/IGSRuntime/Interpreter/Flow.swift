/// Where a script goes on after a statement.
enum Flow {
    /// At the next one.
    case next
    /// Behind the innermost loop.
    case leaveLoop
    /// At the next round of the innermost loop.
    case nextRound
    /// Behind the call of the innermost definition.
    case leaveCall
    /// Nowhere: it asked to end.
    case exit
}
