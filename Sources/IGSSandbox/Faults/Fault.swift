/// One thing that can go wrong, declared once: its word in plans and prompts, its line in the help, and its effect.
///
/// To add one, add its declaration to a list of ``FaultCatalogue``. Plans, triggers, `--list-faults` and the tests that
/// compare the documentation with the declarations follow from it.
package struct Fault: Sendable {
    /// Its name, in plans as it is, in prompts after `sandbox:`.
    package let word: String
    /// What happens, for the table of faults.
    package let summary: String
    /// The places that it can be used at. A prompt means the first, unless the trigger names another.
    package let places: [FaultPlace]
    /// What may follow the word, in any order; all of it is optional.
    package let parameters: [FaultParameter]
    /// Returns what the sandbox should do.
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
