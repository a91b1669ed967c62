import FoundationEssentials
import IGSRandom
import IGSScript
import IGSTestSupport

/// Programs that the written grammar derives, for tests of what holds for all programs.
///
/// They are the same in every run; with `IGS_SEED` set, others.
struct GeneratedPrograms {
    struct Sample: Sendable {
        let seed: UInt64
        let program: ProgramGenerator.Program

        /// What becomes of its text by a change or two: a program still, or almost one.
        func mutations(_ count: Int) -> [String] {
            let alphabet = Array("ab \n\"'$\\{}[]#;=-.:|%\t()<!1\r".unicodeScalars)
            var numbers = SeededRandom(seed: seed)
            return (0..<count).map { _ in
                var scalars = Array(program.text.unicodeScalars)
                for _ in 0..<Int.random(in: 1...2, using: &numbers) {
                    let offset = Int.random(in: 0...scalars.count, using: &numbers)
                    let scalar = alphabet.randomElement(using: &numbers) ?? "a"
                    switch Int.random(in: 0..<3, using: &numbers) {
                    case 0: scalars.insert(scalar, at: offset)
                    case 1 where offset < scalars.count: scalars[offset] = scalar
                    case 2 where offset < scalars.count: scalars.remove(at: offset)
                    default: break
                    }
                }
                return String(String.UnicodeScalarView(scalars))
            }
        }
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
