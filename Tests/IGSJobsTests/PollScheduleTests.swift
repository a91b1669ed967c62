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
