import IGSTestSupport
import Testing

/// The language, by the scripts of `Tests/Language`, which say themselves what they do.
@Suite struct LanguageTests {
    @Test func everyScriptDoesWhatItSays() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["test", Bench.root + "/Tests/Language"], within: .seconds(120))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }
}
