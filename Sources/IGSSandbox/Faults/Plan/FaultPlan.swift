/// What goes wrong, and when: a file that a person writes or a test generates. ``FaultPlanReader`` documents its form.
package struct FaultPlan: Sendable {
    /// The seed of shares: the same seed makes the same exchanges go wrong.
    var seed: UInt64 = 0
    /// What happens to an id that is used again, if the plan says so.
    package var duplicates: DuplicatePolicy?
    /// How its refusal is worded.
    package var duplicateWording = DuplicateWording.exists
    /// The first rule that applies to an exchange is the one that happens.
    var rules: [FaultRule] = []
}
