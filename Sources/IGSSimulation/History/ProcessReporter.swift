import IGSRuntime
import IGSScript

/// Listens to a simulated process, and passes on what it says.
struct ProcessReporter: Reporter {
    let hear: @Sendable (SessionEvent) -> Void

    func report(_ event: SessionEvent) { hear(event) }
}

/// Shows pictures to nobody.
struct NoViewer: PictureViewer {
    let isWatched = false

    func rendering(of path: String) async throws(Failure) -> String? { nil }

    func open(_ path: String) async throws(Failure) {}
}
