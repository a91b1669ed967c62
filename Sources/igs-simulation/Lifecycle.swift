import ArgumentParser
import IGSSimulation

/// Histories of the pure lifecycle.
struct Lifecycle: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Live histories of the pure lifecycle: events in random order, and crashes.")

    @Option(help: "How many histories.") var histories = 20_000
    @Option(help: "The first seed.") var seed: UInt64 = 1

    func run() throws {
        let start = ContinuousClock.now
        var stepCount = 0
        for index in 0..<histories {
            let seed = seed &+ UInt64(index)
            let outcome = LifecycleHistory.live(seed: seed)
            stepCount += outcome.stepCount
            guard !outcome.violations.isEmpty else { continue }
            LifecycleHistory.live(seed: seed, keepsTrace: true).trace.forEach { print($0) }
            for violation in outcome.violations { print("BROKEN \(violation)") }
            print("replay it: igs-simulation lifecycle --histories 1 --seed \(seed)")
            throw ExitCode.failure
        }
        let seconds = start.duration(to: .now).components.seconds
        print("\(histories) lifecycles, \(stepCount) events, \(seconds) s")
    }
}
