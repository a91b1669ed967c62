import IGSSimulation
import Testing

/// Short runs of the lifecycle's histories; `scripts/simulate lifecycle` has a million.
@Suite struct LifecycleHistoryTests {
    @Test func `twenty thousand lifecycles keep what must hold`() {
        for seed in 1...20_000 as ClosedRange<UInt64> {
            let outcome = LifecycleHistory.live(seed: seed)
            #expect(outcome.violations.isEmpty, "seed \(seed)")
        }
    }

    @Test func `a seed makes one history`() {
        for seed in 1...100 as ClosedRange<UInt64> {
            let first = LifecycleHistory.live(seed: seed, keepsTrace: true)
            #expect(!first.trace.isEmpty)
            #expect(first.trace == LifecycleHistory.live(seed: seed, keepsTrace: true).trace)
        }
    }
}
