import ArgumentParser
import FoundationEssentials
import Glibc
import IGSJobs
import IGSSimulation

/// Histories of the whole engine.
struct Engine: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Histories of sessions, the engine, the ledger and the store on a service that lies.")

    @Option(help: "How many histories.") var histories = 1000
    @Option(help: "The first seed.") var seed: UInt64 = 1
    @Option(help: "End after so many seconds.") var seconds: Double?
    @Option(help: "Replay the history of a seed, and print what happens.") var replay: UInt64?
    @Option(
        help: ArgumentHelp("Tell only these lies, separated by commas; or none.", valueName: "lies")
    )
    var only: String?
    @Flag(help: "Go on after a violation, and count them by promise.") var survey = false

    func run() throws {
        // Anything that is ordered by chance gets the same order in every process.
        if getenv("SWIFT_DETERMINISTIC_HASHING") == nil {
            setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            throw ValidationError("cannot start again: errno \(errno)")
        }
        let folder = "/dev/shm/igs-simulation-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let template = folder + "/empty.sqlite"
        try Ledger(path: template).close()
        if let replay {
            guard try !tell(replay, folder, template) else { throw ExitCode.failure }
            return
        }
        let start = ContinuousClock.now
        var counts: [String: (count: Int, seed: UInt64)] = [:]
        var taskCount = 0
        var told: Set<Lie> = []
        var done = 0
        for index in 0..<histories {
            if let seconds, start.duration(to: .now) > .seconds(seconds) { break }
            let seed = seed &+ UInt64(index)
            let outcome = try live(seed, folder, template)
            done += 1
            taskCount += outcome.taskCount
            told.formUnion(outcome.told)
            guard !outcome.violations.isEmpty else { continue }
            if !survey {
                _ = try tell(seed, folder, template)
                throw ExitCode.failure
            }
            for promise in Set(outcome.violations.map(\.promise.rawValue)) {
                counts[promise, default: (0, seed)].count += 1
            }
        }
        let time = start.duration(to: .now)
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        print(
            "\(done) histories, \(taskCount) tasks, \(told.count) of \(lies.count) lies told, "
                + "\(Int(Double(done) / seconds)) histories a second")
        for (promise, found) in counts.sorted(by: { $0.key < $1.key }) {
            print("  \(promise): \(found.count), first with seed \(found.seed)")
        }
        if !counts.isEmpty { throw ExitCode.failure }
    }
}

extension Engine {
    private var lies: [Lie] {
        guard let only else { return Lie.allCases }
        return only.split(separator: ",").compactMap { Lie(rawValue: String($0)) }
    }

    private func live(
        _ seed: UInt64, _ folder: String, _ template: String, keepsTrace: Bool = false
    ) throws -> History.Outcome {
        guard
            let outcome = History.live(
                seed: seed, folder: folder + "/history", template: template, lies: lies,
                keepsTrace: keepsTrace)
        else { throw ValidationError("the history of seed \(seed) cannot be begun") }
        return outcome
    }

    /// Prints a history; returns whether it broke a promise.
    private func tell(_ seed: UInt64, _ folder: String, _ template: String) throws -> Bool {
        let outcome = try live(seed, folder, template, keepsTrace: true)
        outcome.trace.forEach { print($0) }
        for violation in outcome.violations { print("BROKEN \(violation)") }
        if !outcome.violations.isEmpty {
            print("replay it: igs-simulation engine --replay \(seed)")
        }
        return !outcome.violations.isEmpty
    }
}
