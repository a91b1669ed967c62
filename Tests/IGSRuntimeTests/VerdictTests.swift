import IGSJobs
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// What the checker says of made-up scripts is what their run comes to, on the sandbox.
@Suite(.serialized) struct VerdictTests {
    /// Whether the checker finds an error, and what a run comes to that was not checked before.
    private func verdicts(of text: String) async throws -> (
        isRefused: Bool, failure: Failure?, story: String
    ) {
        let house = try SessionHouse()
        let file = SourceFile(name: "made-up.igs", origin: .file, text: text)
        var isRefused = false
        var findings: [String] = []
        do {
            _ = try ScriptRunner(session: house.session).check(file)
        } catch {
            isRefused = true
            findings = error.diagnostics.map(\.message)
        }
        var failure: Failure?
        do {
            failure = try await Interpreter(file, in: house.session).run()
        } catch {
            failure = error
        }
        await house.session.openedStack?.engine.shutdown()
        let said = failure?.diagnostics.map(\.message) ?? []
        return (isRefused, failure, "\(text)\nchecker: \(findings)\nrun: \(said)")
    }

    @Test(arguments: UInt64(1)...30)
    func `a script that the checker lets pass runs`(seed: UInt64) async throws {
        let script = RandomScript(seed: seed, isFaulty: false)
        let (isRefused, failure, story) = try await verdicts(of: script.text)
        #expect(!isRefused, "\(story)")
        #expect(failure == nil, "\(story)")
    }

    @Test(arguments: UInt64(1)...60)
    func `a script that the checker refuses fails`(seed: UInt64) async throws {
        let script = RandomScript(seed: seed, isFaulty: true)
        let (isRefused, failure, story) = try await verdicts(of: script.text)
        #expect(isRefused, "\(story)")
        #expect(failure != nil, "\(story)")
    }
}
