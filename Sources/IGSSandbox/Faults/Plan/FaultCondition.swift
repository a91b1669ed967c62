/// When a rule of a plan, or a fault that a prompt calls for, applies.
package enum FaultCondition: Hashable, Sendable {
    /// For these of all exchanges at the place, counted from 1.
    case numbers(ClosedRange<Int>)
    /// For every N-th of them.
    case every(Int)
    /// For these of the exchanges at the place about one task.
    case numbersOfTask(ClosedRange<Int>)
    /// For these of the exchanges at the place about one task that is completed.
    case numbersOfCompletedTask(ClosedRange<Int>)
    /// Until this many seconds have passed since the first exchange at the place about the task. They are the service's
    /// seconds, which the speed divides.
    case seconds(Double)
    /// For this share of them, from 0 to 1, drawn from the plan's seed and the exchange's number.
    case share(Double)
    /// If the task's prompt contains this text, ignoring case.
    case prompt(String)

    /// Whether a request's first line is enough to decide it.
    var isKnownAtOnce: Bool {
        switch self {
        case .numbers, .every, .share: true
        case .numbersOfTask, .numbersOfCompletedTask, .seconds, .prompt: false
        }
    }

    /// Whether it holds for an exchange.
    ///
    /// - Parameter draw: Returns a number from 0 to 1 that follows from the exchange, for shares.
    func holds(for occasion: FaultOccasion, draw: () -> Double = { 0 }) -> Bool {
        switch self {
        case .numbers(let range): range.contains(occasion.number)
        case .every(let count): occasion.number.isMultiple(of: count)
        case .numbersOfTask(let range): range.contains(occasion.numberOfTask)
        case .numbersOfCompletedTask(let range):
            occasion.numberOfCompletedTask.map(range.contains) ?? false
        case .seconds(let seconds): occasion.secondsOfTask < seconds
        case .share(let share): draw() < share
        case .prompt(let text): occasion.prompt.contains(text.lowercased())
        }
    }
}

extension FaultCondition {
    /// The words that begin a condition about one task, each with what follows it. Plans and prompts share them.
    static let wordsAboutTask = [
        "each": "a number from 1, or a range such as 1-3",
        "done": "a number from 1, or a range such as 1-3",
        "within": "a number of seconds, such as 30 or 30s",
    ]

    /// Reads a condition about one task: one of ``wordsAboutTask`` and its argument.
    init?(_ word: some StringProtocol, _ argument: (some StringProtocol)?) {
        guard let argument else { return nil }
        let range = Self.range(argument)
        switch word {
        case "each":
            guard let range else { return nil }
            self = .numbersOfTask(range)
        case "done":
            guard let range else { return nil }
            self = .numbersOfCompletedTask(range)
        case "within":
            guard let seconds = FaultParameter.seconds(argument) else { return nil }
            self = .seconds(seconds)
        default: return nil
        }
    }

    /// Reads `3`, `3-5` or `3-`.
    static func range(_ text: some StringProtocol) -> ClosedRange<Int>? {
        let bounds = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = bounds.first.flatMap({ Int($0) }), first >= 1 else { return nil }
        guard bounds.count == 2 else { return first...first }
        let last = bounds[1].isEmpty ? Int.max : Int(bounds[1]) ?? 0
        return last >= first ? first...last : nil
    }
}
