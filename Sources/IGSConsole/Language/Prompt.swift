import IGSRuntime

/// The prompt before the line that is edited.
struct Prompt {
    let isColoured: Bool

    static let continuation = "... "

    /// Returns the service, the ratio, the resolution, and the number of jobs in progress.
    func text(for session: Session) -> String {
        let service = session.profile.isSandbox ? "sandbox" : "live"
        let live = session.liveEntries.count
        let running = live == 0 ? "" : " \(live) running"
        // A sandbox must never look like the live service.
        let colour = session.profile.isSandbox ? "32" : "1;33"
        let name = isColoured ? "\u{1B}[\(colour)m\(service)\u{1B}[0m" : service
        return "\(name) \(session.settings.ratio) \(session.settings.resolution)\(running)> "
    }
}
