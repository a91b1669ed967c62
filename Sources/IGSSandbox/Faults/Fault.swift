/// One thing that can go wrong, declared once: its word in plans and prompts, its line in the help, and what it does.
///
/// To add one, add its declaration to a list of ``FaultCatalogue``; plans, triggers, `--list-faults` and the tests that hold the
/// documentation to the declarations follow from it.
package struct Fault: Sendable {
    /// Its name, in plans as it stands, in prompts behind `sandbox:`.
    package let word: String
    /// What happens, for the table of faults.
    package let summary: String
    /// Where it can be put. In a prompt the first is meant, unless the trigger names another.
    package let places: [FaultPlace]
    /// What may follow the word, in any order; all of it can be left out.
    package let parameters: [FaultParameter]
    /// Returns what the sandbox is to do.
    let effect: @Sendable (FaultArguments) -> FaultEffect

    init(
        _ word: String, _ summary: String, at places: [FaultPlace],
        _ parameters: [FaultParameter] = [],
        effect: @escaping @Sendable (FaultArguments) -> FaultEffect
    ) {
        self.word = word
        self.summary = summary
        self.places = places
        self.parameters = parameters
        self.effect = effect
    }

    /// The word and its parameters, as the help shows them.
    package var usage: String {
        ([word] + parameters.map(\.usage)).joined(separator: " ")
    }
}
