import FoundationEssentials
import IGSScript
import IGSTestSupport

/// Programs that the written grammar derives, for tests of what holds for all programs.
///
/// They are the same in every run; with `IGS_SEED` set, others.
struct GeneratedPrograms {
    struct Sample: Sendable {
        let seed: UInt64
        let program: ProgramGenerator.Program
    }

    /// Why there are none.
    enum Failure: Error { case noGrammar }

    private static let samples: [Sample] = {
        guard let grammar = try? Grammar.ofTheDocumentation() else { return [] }
        let environment = ProcessInfo.processInfo.environment
        let first = environment["IGS_SEED"].flatMap { UInt64($0) } ?? 1
        let count = environment["IGS_PROGRAMS"].flatMap { UInt64($0) } ?? 600
        return (first..<(first &+ count)).map { seed in
            var generator = ProgramGenerator(grammar, vocabulary: .sample, seed: seed)
            return Sample(seed: seed, program: generator.next())
        }
    }()

    /// All of them.
    static func all() throws -> [Sample] {
        guard !samples.isEmpty else { throw Failure.noGrammar }
        return samples
    }
}
