/// When a rule of a plan applies.
package enum FaultCondition: Hashable, Sendable {
    /// To these of all exchanges at the place, counted from 1.
    case numbers(ClosedRange<Int>)
    /// To every so manieth.
    case every(Int)
    /// To these of the exchanges at the place about one task.
    case numbersOfTask(ClosedRange<Int>)
    /// To this share of them, from 0 to 1, drawn from the plan's seed and the exchange's number.
    case share(Double)
    /// Where the task's prompt contains this text, whatever its case.
    case prompt(String)

    /// Whether it can be told from a request's first line.
    var isKnownAtOnce: Bool {
        switch self {
        case .numbers, .every, .share: true
        case .numbersOfTask, .prompt: false
        }
    }
}
