import FoundationEssentials
import IGSClient
import Testing

@testable import IGSJobs

struct PollScheduleTests {
    @Test func `the first query comes ten to twenty seconds after the submission`() {
        let pauses = samples { $0.firstPoll(using: &$1) }
        #expect(pauses.allSatisfy { (.seconds(10)...(.seconds(12))).contains($0) })
        #expect(Set(pauses).count > 100)
    }

    @Test func `queries come three to five seconds apart`() {
        let pauses = samples { $0.nextPoll(using: &$1) }
        #expect(pauses.allSatisfy { (.seconds(3.2)...(.seconds(4.8))).contains($0) })
        #expect(Set(pauses).count > 100)
    }

    @Test func `the user's times are obeyed, whatever is expected`() {
        let pacing = Pacing(pollAfter: .seconds(1), pollEvery: .seconds(2))
        let forecast = forecast(taking: 60)
        let first = samples(pacing) { $0.firstPoll(expecting: forecast, using: &$1) }
        let next = samples(pacing) { $0.nextPoll(at: .zero, expecting: forecast, using: &$1) }
        #expect(first.allSatisfy { (.seconds(1)...(.seconds(1.2))).contains($0) })
        #expect(next.allSatisfy { (.seconds(1.6)...(.seconds(2.4))).contains($0) })
        #expect(!schedule(pacing).isLearned)
    }

    @Test func `the time that the user leaves open is learned`() {
        let forecast = forecast(taking: 60)
        let first = samples(Pacing(pollEvery: .seconds(2))) {
            $0.firstPoll(expecting: forecast, using: &$1)
        }
        let next = samples(Pacing(pollAfter: .seconds(1))) {
            $0.nextPoll(at: .seconds(1), expecting: forecast, using: &$1)
        }
        #expect(first.allSatisfy { (.seconds(30)...(.seconds(60))).contains($0) })
        #expect(next.allSatisfy { (.seconds(10)...(.seconds(60))).contains($0) })
    }

    @Test(arguments: [1.0, 20, 500])
    func `what is learned stays within the documented bounds, in the job's own time`(
        scale: Double
    ) {
        let pacing = Pacing(timeScale: scale)
        for seconds in [1.0, 11, 60, 400, 5_000] {
            let forecast = forecast(taking: seconds)
            let first = samples(pacing) { $0.firstPoll(expecting: forecast, using: &$1) }
            #expect(first.allSatisfy { $0 >= .seconds(9.999 / scale) })
            for age in [0.0, 5, 59, 61, 500, 1e9] {
                let next = samples(pacing) {
                    $0.nextPoll(at: .seconds(age / scale), expecting: forecast, using: &$1)
                }
                #expect(next.allSatisfy { $0 >= .seconds(2.999 / scale) })
                #expect(Set(next).count > 100)
            }
        }
    }

    @Test func `a task that outlasts all before it is asked about as documented`() {
        let forecast = forecast(taking: 40)
        let soon = samples { $0.nextPoll(at: .seconds(90), expecting: forecast, using: &$1) }
        #expect(soon.allSatisfy { (.seconds(3)...(.seconds(4.5))).contains($0) })
        let late = samples { $0.nextPoll(at: .seconds(1_000), expecting: forecast, using: &$1) }
        #expect(late.allSatisfy { (.seconds(10)...(.seconds(30))).contains($0) })
    }

    @Test func `first queries that find tasks done make the next ones come sooner`() {
        var times = (0..<60).map { _ in CompletionTime(seconds: 100, isUpperBound: false) }
        let documented = TypicalTime.estimate(quality: nil, resolution: .oneK)
        let before = TaskForecast(from: times, documented: documented).firstQuery
        for _ in 0..<3 { times.insert(CompletionTime(seconds: 80, isUpperBound: true), at: 0) }
        let after = TaskForecast(from: times, documented: documented).firstQuery
        #expect(after < before / 2)
    }

    @Test func `a pacing of igs 0.1 is read as it was, and an open one stays open`() throws {
        let old =
            #"{"pollAfter":[0,10000000000000000000],"pollEvery":[0,4000000000000000000],"timeScale":1}"#
        let decoded = try? JSONDecoder().decode(Pacing.self, from: Data(old.utf8))
        let given = Pacing(pollAfter: .seconds(10), pollEvery: .seconds(4), timeScale: 2)
        for pacing in [Pacing(), given, Pacing(pollEvery: .seconds(4))] {
            let text = try LedgerEntry.json(pacing)
            #expect(try JSONDecoder().decode(Pacing.self, from: Data(text.utf8)) == pacing)
        }
        #expect(decoded?.pollEvery == .seconds(4))
    }

    @Test func `the sandbox's speed divides everything`() {
        let pacing = Pacing(timeScale: 20)
        let first = samples(pacing) { $0.firstPoll(using: &$1) }
        let next = samples(pacing) { $0.nextPoll(using: &$1) }
        #expect(first.allSatisfy { (.seconds(0.49)...(.seconds(0.61))).contains($0) })
        #expect(next.allSatisfy { (.seconds(0.159)...(.seconds(0.241))).contains($0) })
        #expect(schedule(pacing).probe(1) == .seconds(0.1))
    }

    @Test func `lost submissions are asked for often at first, and for ten minutes`() {
        let pauses = (0..<PollSchedule.probeCount).map { schedule().probe($0) }
        let first: [Duration] = [0, 2, 4, 8, 16, 30, 60].map { .seconds($0) }
        #expect(Array(pauses.prefix(7)) == first)
        #expect(pauses.reduce(.zero, +) == .seconds(600))
    }

    @Test(arguments: [
        (Quality?.none, Resolution.oneK, 180), (.high, .oneK, 180), (.medium, .twoK, 180),
        (.high, .twoK, 300), (.high, .fourK, 300),
    ])
    func `the timeout is the documented one of the tier`(
        quality: Quality?, resolution: Resolution, seconds: Int
    ) throws {
        let request = try GenerationRequest(
            prompt: "a castle", ratio: .sixteenByNine, resolution: resolution, quality: quality)
        let schedule = PollSchedule(pacing: Pacing(), request: request)
        #expect(schedule.timeout == .seconds(seconds))
    }

    @Test func `speed never takes the timeout below ten seconds unless it was below`() {
        #expect(schedule(Pacing(timeScale: 1000)).timeout == .seconds(10))
        #expect(schedule(Pacing(timeout: .seconds(3), timeScale: 1000)).timeout == .seconds(3))
        #expect(schedule(Pacing(timeout: .seconds(90))).timeout == .seconds(90))
    }

    @Test(arguments: [
        Pacing(pollAfter: .zero, pollEvery: .zero, timeout: .zero),
        Pacing(pollAfter: .seconds(-5), pollEvery: .seconds(-5), timeout: .seconds(-5)),
        Pacing(
            pollAfter: .seconds(Int.max), pollEvery: .seconds(Int.max),
            timeout: .seconds(Int.max)),
        Pacing(timeScale: 0), Pacing(timeScale: -1), Pacing(timeScale: .nan),
        Pacing(timeScale: .infinity), Pacing(timeScale: 1e300), Pacing(timeScale: 1e-300),
    ])
    func `no setting makes it spin or trap`(pacing: Pacing) {
        let pauses =
            samples(pacing) { $0.firstPoll(using: &$1) }
            + samples(pacing) { $0.nextPoll(using: &$1) }
        #expect(pauses.allSatisfy { $0 >= .milliseconds(5) })
        #expect(schedule(pacing).timeout >= .zero)
    }

    @Test func `retries are jittered and bounded`() {
        var generator = SystemRandomNumberGenerator()
        let policy = RetryPolicy()
        for attempt in [1, 2, 5, 9, 60, Int.max] {
            let bound = min(20, 0.05 * Double(1 << min(attempt - 1, 16)))
            for _ in 0..<50 {
                let pause = policy.pause(beforeRetry: attempt, using: &generator)
                #expect((.zero)...(.seconds(bound)) ~= pause)
            }
        }
    }

    @Test(arguments: [
        (Duration?.none, 0.0, 1.0), (.seconds(12), 12, 13), (.seconds(-4), 0, 1),
        (.seconds(Int.max), 300, 301),
    ])
    func `the delay that the service asks for is a minimum, within reason`(
        asked: Duration?, least: Double, most: Double
    ) {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            let pause = RetryPolicy().pause(
                beforeThrottledRetry: 1, atLeast: asked, using: &generator)
            #expect((.seconds(least))...(.seconds(most)) ~= pause)
        }
    }
}

extension PollScheduleTests {
    /// Returns a forecast from many tasks that took as long, within a tenth.
    private func forecast(taking seconds: Double) -> TaskForecast {
        let times = (0..<100).map { index in
            CompletionTime(
                seconds: seconds * (1 + Double(index % 21 - 10) / 100), isUpperBound: false)
        }
        return TaskForecast(
            from: times, documented: .estimate(quality: nil, resolution: .oneK))
    }

    private func schedule(_ pacing: Pacing = Pacing()) -> PollSchedule {
        PollSchedule(pacing: pacing, request: Sample.request)
    }

    private func samples(
        _ pacing: Pacing = Pacing(),
        _ pause: (PollSchedule, inout SystemRandomNumberGenerator) -> Duration
    ) -> [Duration] {
        var generator = SystemRandomNumberGenerator()
        return (0..<200).map { _ in pause(schedule(pacing), &generator) }
    }
}
