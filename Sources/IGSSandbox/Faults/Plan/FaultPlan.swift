/// What is to go wrong, and when: a file that a person writes and a test generates. ``FaultPlanReader`` tells its form.
package struct FaultPlan: Sendable {
    /// What shares are drawn from: the same seed lets the same exchanges go wrong.
    var seed: UInt64 = 0
    /// What becomes of an id that is used again, where the plan says so.
    package var duplicates: DuplicatePolicy?
    /// How its refusal is worded.
    package var duplicateWording = DuplicateWording.exists
    /// The first that applies to an exchange is what happens to it.
    var rules: [FaultRule] = []
}
