import SandboxPainter

/// One line of a plan: a fault, and where and when it happens.
package struct FaultRule: Sendable {
    /// Its line in the plan, from 1.
    let line: Int
    let place: FaultPlace
    /// All must hold. Without any, the rule always applies.
    let conditions: [FaultCondition]
    let fault: Fault
    let arguments: FaultArguments

    /// Whether it is decided on the wire, before the request is read.
    var cutsRequest: Bool {
        if case .cutRequest = fault.effect(arguments) { return true }
        return false
    }

    func applies(to occasion: FaultOccasion) -> Bool {
        // Drawn anew for every rule and exchange, so that their order does not matter.
        conditions.allSatisfy { $0.holds(for: occasion) { draw(occasion) } }
    }

    private func draw(_ occasion: FaultOccasion) -> Double {
        var generator = SeededGenerator(
            seed: "fault \(occasion.seed) \(line) \(place.rawValue) \(occasion.number)")
        return generator.unit()
    }
}
