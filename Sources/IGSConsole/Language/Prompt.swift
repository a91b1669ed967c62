import IGSRuntime

/// The text before the line that is edited.
struct Prompt {
    let isColoured: Bool

    static let continuation = "... "

    /// The service, the ratio, the resolution, and how many jobs are on their way.
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
