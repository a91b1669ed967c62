import IGSSandbox
import Testing

@Suite struct TimelineTests {
    @Test func `a task waits, is worked on, and is done`() {
        let timeline = Timeline(submittedAt: 1000, pending: 2, duration: 10)
        #expect(timeline.phase(at: 999) == .pending)
        #expect(timeline.phase(at: 1001.9) == .pending)
        #expect(timeline.progress(at: 1001.9) == 0)
        #expect(timeline.phase(at: 1002) == .processing)
        #expect(timeline.progress(at: 1006) == 50)
        #expect(timeline.progress(at: 1009.9999) == 99)
        #expect(timeline.phase(at: 1010) == .completed)
        #expect(timeline.progress(at: 1010) == 100)
    }

    @Test func `the same task takes the same time`() {
        #expect(drawn("task_a") == drawn("task_a"))
        #expect(drawn("task_a") != drawn("task_b"))
    }

    @Test func `speed divides the time`() {
        let slow = drawn("task_a", speed: 1)
        let fast = drawn("task_a", speed: 20)
        #expect(abs(slow.duration / 20 - fast.duration) < 1e-9)
        #expect(abs(slow.pending / 20 - fast.pending) < 1e-9)
    }

    @Test(arguments: [
        (Tier.oneK, Quality.medium, 30.0, 90.0), (.twoK, .medium, 50, 140),
        (.fourK, .medium, 110, 300),
        (.oneK, .low, 12, 36), (.oneK, .high, 75, 225), (.fourK, .high, 130, 300),
    ])
    func `times are spread as the protocol proposes`(
        tier: Tier, quality: Quality, median: Double, slowest: Double
    ) {
        let times = (0..<2000).map { drawn("task \($0)", tier, quality).duration }.sorted()
        #expect(abs(times[1000] / median - 1) < 0.1)
        #expect(abs(times[1900] / slowest - 1) < 0.15)
    }

    @Test func `a tenth to a fifth of the time is spent waiting`() {
        for index in 0..<500 {
            let timeline = drawn("task \(index)")
            #expect((0.1...0.2).contains(timeline.pending / timeline.duration))
        }
    }

    private func drawn(
        _ seed: String, _ tier: Tier = .oneK, _ quality: Quality = .medium, speed: Double = 1
    ) -> Timeline {
        .drawn(seed: seed, tier: tier, quality: quality, speed: speed, submittedAt: 0)
    }
}
