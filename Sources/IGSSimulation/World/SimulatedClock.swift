import IGSJobs

/// The clock of a simulated process.
struct SimulatedClock: JobClock {
    let process: SimulatedProcess

    var now: Double { process.world.now }

    var uptime: Duration { .nanoseconds(process.world.age) }

    func sleep(for duration: Duration) async throws {
        let (seconds, attoseconds) = duration.components
        if process.act("a sleep") {
            try await process.world.sleep(Double(seconds) + Double(attoseconds) * 1e-18)
            if process.act("the end of a sleep") { return }
        }
        // A process that is gone does not wake any more, but is cancelled.
        try await process.world.sleep(1e8)
        throw CancellationError()
    }
}
