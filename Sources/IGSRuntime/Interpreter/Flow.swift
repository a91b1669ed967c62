/// Where a script continues after a statement.
enum Flow {
    /// At the next statement.
    case next
    /// After the innermost loop.
    case leaveLoop
    /// At the next round of the innermost loop.
    case nextRound
    /// After the call of the innermost definition.
    case leaveCall
    /// Nowhere: the script asked to end.
    case exit
}
