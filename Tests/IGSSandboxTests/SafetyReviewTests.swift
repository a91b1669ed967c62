import IGSSandbox
import Testing

@Suite struct SafetyReviewTests {
    @Test(arguments: [
        "a castle under the stars, it's midnight", "a skill saw and a nudge",
        "the category of gorse",
        "sandbox: reject", "a sandbox:rejection", "torturer", "",
    ])
    func `harmless prompts pass`(prompt: String) {
        #expect(SafetyReview.violations(in: prompt).isEmpty)
    }

    @Test(arguments: [
        ("a GORY scene", ["violence"]), ("blood, gore", ["violence"]),
        ("a nude, and gore", ["sexual", "violence"]),
        ("graphic\nviolence", ["violence"]), ("self-harm", ["self-harm"]),
    ])
    func `words of the list name their categories`(prompt: String, categories: [String]) {
        #expect(SafetyReview.violations(in: prompt) == categories)
    }
}
