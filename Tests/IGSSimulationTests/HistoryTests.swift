import IGSTestSupport
import Testing

/// Short runs of the simulation's program; `scripts/simulate` has long ones.
@Suite struct HistoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func simulate(_ words: String...) async throws -> IgsProcess.Outcome {
        try await IgsProcess(
            words, program: IgsProcess.executable + "-simulation", in: folder.path,
            environment: [:], scratch: folder.path
        ).outcome(within: .seconds(600))
    }

    @Test func `a seed makes the same history in every process`() async throws {
        for seed in 1...4 {
            let first = try await simulate("engine", "--replay", "\(seed)")
            let second = try await simulate("engine", "--replay", "\(seed)")
            #expect(first.lines.count > 5, "seed \(seed)")
            #expect(first.output == second.output, "seed \(seed)")
        }
    }

    @Test func `a hundred histories keep every promise`() async throws {
        let outcome = try await simulate("engine", "--histories", "100", "--survey")
        #expect(outcome.output.hasPrefix("100 histories"), "\(outcome.output) \(outcome.errors)")
        #expect(outcome.lines.count == 1, "\(outcome.output)")
    }

    @Test func `other seeds make other histories`() async throws {
        let first = try await simulate("engine", "--replay", "1")
        let second = try await simulate("engine", "--replay", "2")
        #expect(first.output != second.output)
    }
}
