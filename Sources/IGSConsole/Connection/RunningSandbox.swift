package import IGSClient

/// A sandbox that this process started. It ends with this process, however that ends, and when this
/// value is let go.
package final class RunningSandbox: Sendable {
    /// Where it listens: `http://127.0.0.1:PORT`.
    package let url: String
    /// The key that it wants, made for this run.
    package let key: Secret
    let process: ChildProcess

    init(url: String, key: Secret, process: ChildProcess) {
        self.url = url
        self.key = key
        self.process = process
    }

    deinit { process.cutLifeline() }

    /// Whether it has not ended.
    package var isRunning: Bool { process.status == nil }

    /// Ends it, and returns when it has ended: by itself, or by force if that takes longer than a while.
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
