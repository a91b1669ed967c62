/// One line of a plan: a fault, and where and when it happens.
package struct FaultRule: Sendable {
    /// Its line in the plan, from 1.
    let line: Int
    let place: FaultPlace
    /// All must hold. None: it applies always.
    let conditions: [FaultCondition]
    let fault: Fault
    let arguments: FaultArguments

    /// What a rule is told about an exchange.
    struct Occasion {
        /// Which of all exchanges at the place it is, from 1.
        let number: Int
        /// Which of those about its task it is, from 1.
        let numberOfTask: Int
        /// The task's prompt, in lower case.
        let prompt: String
        let seed: UInt64
    }

    /// Whether it is decided on the wire, before the request is read.
    var cutsRequest: Bool {
        if case .cutRequest = fault.effect(arguments) { return true }
        return false
    }

    func applies(to occasion: Occasion) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .numbers(let range): range.contains(occasion.number)
            case .every(let count): occasion.number.isMultiple(of: count)
            case .numbersOfTask(let range): range.contains(occasion.numberOfTask)
            case .share(let share):
                // Drawn anew for every rule and exchange, so that it does not matter in which order they are looked at.
                draw(occasion) < share
            case .prompt(let text): occasion.prompt.contains(text.lowercased())
            }
        }
    }

    private func draw(_ occasion: Occasion) -> Double {
        var generator = SeededGenerator(
            seed: "fault \(occasion.seed) \(line) \(place.rawValue) \(occasion.number)")
        return generator.unit()
    }
}
