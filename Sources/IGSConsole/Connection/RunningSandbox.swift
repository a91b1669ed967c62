package import IGSClient

/// A sandbox that this process started. It ends when this process ends, however that happens, and
/// when this value is released.
package final class RunningSandbox: Sendable {
    /// The address that it listens on: `http://127.0.0.1:PORT`.
    package let url: String
    /// The key that it requires, made for this run.
    package let key: Secret
    let process: ChildProcess

    init(url: String, key: Secret, process: ChildProcess) {
        self.url = url
        self.key = key
        self.process = process
    }

    deinit { process.cutLifeline() }

    /// Whether it is still running.
    package var isRunning: Bool { process.status == nil }

    /// Stops it, and returns when it has ended: by itself, or by force if that takes longer than
    /// `limit`.
    package func terminate(forcedAfter limit: Duration = .seconds(2)) async {
        process.cutLifeline()
        let force = Task {
            try await Task.sleep(for: limit)
            process.end()
        }
        _ = await process.waitForEnd()
        force.cancel()
    }
}
