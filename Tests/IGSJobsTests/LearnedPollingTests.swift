import Foundation
import IGSClient
import IGSRandom
import Testing

@testable import IGSJobs

/// What learning is worth, against the documented schedule: a query after 10 s, and then one every 4 s.
///
/// Each case draws the times of tasks, has the schedule ask about them, and teaches it what the ledger would record:
/// when a query found the task done, after a download, and how many queries there were. A pause is in simulated
/// seconds, and nothing waits.
struct LearnedPollingTests {
    /// Times of tasks.
    enum Times: Sendable {
        /// Log-normal.
        case around(Double, _ spread: Double)
        /// Log-normal around one of two medians; the share of the first.
        case humps(Double, Double, share: Double, _ spread: Double)

        func draw(_ random: inout SeededRandom, moved: Double = 1) -> Double {
            switch self {
            case .around(let median, let spread):
                return median * moved * exp(spread * random.gaussian())
            case .humps(let one, let other, let share, let spread):
                let median = Double.random(in: 0..<1, using: &random) < share ? one : other
                return median * moved * exp(spread * random.gaussian())
            }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name = ""
        var before: Times
        var after: Times?
        /// How many tasks the history has.
        var known = 150
        /// Whether the times change bit by bit, from the first measured task to the last.
        var isGradual = false
        /// Whether they vary so much that it takes more histories to tell.
        var isWide = false
        var resolution = Resolution.oneK
        var timeScale = 1.0
        /// The most queries, and the most delay, as shares of those of the documented schedule.
        var queries: Double
        var delay: Double

        var testDescription: String { name }
    }

    @Test(arguments: Self.cases)
    func `learning saves queries, or at least harms neither them nor the delay`(
        _ example: Case
    ) throws {
        let result = try Self.run(example)
        #expect(result.queries <= example.queries, "\(result)")
        #expect(result.delay <= example.delay, "\(result)")
        if ProcessInfo.processInfo.environment["SHOW_POLLING"] != nil {
            let values = [result.queries, result.delay].map { String(format: "%.3f", $0) }
            print("| \(example.name) | \(values[0]) | \(values[1]) |")
        }
    }

    static let cases: [Case] = {
        var cases: [Case] = []
        for median in [40.0, 110] {
            for (spread, queries, delay) in [
                (0.2, 0.55, 1.0), (0.25, 0.55, 1.0), (0.35, 0.75, 1.0), (0.67, 1.05, 1.05),
            ] {
                cases.append(
                    Case(
                        name: "around \(median), spread \(spread)",
                        before: .around(median, spread), queries: queries, delay: delay))
            }
        }
        for (one, other, share, spread) in [
            (30.0, 110.0, 0.5, 0.2), (30, 110, 0.9, 0.2), (40, 160, 0.05, 0.2), (20, 60, 0.5, 0.25),
        ] {
            cases.append(
                Case(
                    name: "humps at \(one) and \(other), \(share) in the first",
                    before: .humps(one, other, share: share, spread), queries: 1.1, delay: 1.1))
        }
        for (old, new, spread) in [
            (40.0, 110.0, 0.2), (110, 40, 0.2), (110, 40, 0.67), (60, 40, 0.25), (150, 110, 0.2),
            (40, 20, 0.2),
        ] {
            for isGradual in [false, true] {
                cases.append(
                    Case(
                        name: "\(isGradual ? "slowly" : "at once") from \(old) to \(new)"
                            + ", spread \(spread)",
                        before: .around(old, spread), after: .around(new, spread),
                        isGradual: isGradual, isWide: spread > 0.5, queries: 1.1, delay: 1.1))
            }
        }
        for known in [0, 1, 3, 10] {
            for (median, spread, resolution) in [
                (40.0, 0.25, Resolution.oneK), (110, 0.67, .fourK), (30, 0.67, .oneK),
                (40, 0.67, .fourK),
            ] {
                cases.append(
                    Case(
                        name: "\(known) known, around \(median), spread \(spread), \(resolution)",
                        before: .around(median, spread), known: known, resolution: resolution,
                        queries: 1.1, delay: 1.1))
            }
        }
        cases.append(
            Case(
                name: "at twenty times the speed, around 40, spread 0.2",
                before: .around(40, 0.2), timeScale: 20, queries: 0.55, delay: 1.0))
        return cases
    }()
}

extension LearnedPollingTests {
    /// The queries and the delay, as shares of those of the documented schedule.
    private struct Ratios {
        var queries = 0.0
        var delay = 0.0
    }

    /// How the schedule fares in a case: the mean of some histories.
    private static func run(_ example: Case) throws -> Ratios {
        let pacing = Pacing(timeScale: example.timeScale)
        let request = try GenerationRequest(
            prompt: "a castle", ratio: .sixteenByNine, resolution: example.resolution)
        let schedule = PollSchedule(pacing: pacing, request: request)
        let kind = CompletionTimes.Kind(request, timeScale: example.timeScale)
        var (queries, delay, documentedQueries, documentedDelay) = (0.0, 0.0, 0.0, 0.0)
        // Few are known: what counts is what comes next, not what is learned from it.
        let learns = example.known >= 20
        let count = learns ? 150 : 60
        // So many jobs are in flight at a time. How much a sudden change costs depends on that.
        let together = example.after == nil ? 5 : 1
        let histories: UInt64 =
            learns ? example.after == nil ? 12 : example.isWide ? 20 : 4 : 60
        for seed in 0..<histories {
            var random = SeededRandom(seed: 1200 + seed)
            var times = CompletionTimes()
            var ended: [(found: Double, polls: Int)] = []
            /// Records what the ledger does.
            func learn(_ found: Double, _ polls: Int) {
                let seconds = (found + .random(in: 0.3...1.7, using: &random)) / example.timeScale
                let pacing = Pacing(timeout: .seconds(10_000), timeScale: example.timeScale)
                times.add(taking: seconds, polls: polls, pacing: pacing, to: kind)
            }
            for _ in 0..<example.known {
                let found = documented(example.before.draw(&random))
                learn(found.time, found.queries)
            }
            for index in 0..<count {
                let time: Double
                if let after = example.after, case .around(let new, _) = after,
                    case .around(let old, _) = example.before, example.isGradual
                {
                    let moved = pow(new / old, Double(index) / Double(count))
                    time = example.before.draw(&random, moved: moved)
                } else {
                    time = (example.after ?? example.before).draw(&random)
                }
                let forecast = times.forecast(of: request, timeScale: example.timeScale)
                var polls = 1
                var asked = schedule.firstPoll(expecting: forecast, using: &random)
                #expect(asked.inSeconds * example.timeScale >= 9.999)
                while asked.inSeconds * example.timeScale < time {
                    let pause = schedule.nextPoll(at: asked, expecting: forecast, using: &random)
                    #expect(pause.inSeconds * example.timeScale >= 2.999)
                    asked += pause
                    polls += 1
                }
                let found = asked.inSeconds * example.timeScale
                queries += Double(polls)
                delay += found - time
                let other = documented(time)
                documentedQueries += Double(other.queries)
                documentedDelay += other.time - time
                ended.append((found, polls))
                guard learns, ended.count == together else { continue }
                for job in ended { learn(job.found, job.polls) }
                ended = []
            }
        }
        return Ratios(queries: queries / documentedQueries, delay: delay / documentedDelay)
    }

    /// Returns when the documented schedule finds a task done, and by how many queries.
    private static func documented(_ time: Double) -> (time: Double, queries: Int) {
        let more = max(0, ((time - 10) / 4).rounded(.up))
        return (10 + 4 * more, 1 + Int(more))
    }
}

extension SeededRandom {
    /// Returns a number from the normal distribution.
    fileprivate mutating func gaussian() -> Double {
        let one = Double.random(in: 1e-12..<1, using: &self)
        let other = Double.random(in: 0..<1, using: &self)
        return (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
    }
}
