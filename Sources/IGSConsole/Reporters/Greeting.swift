import IGSRuntime
import IGSScript

/// The two lines before the first prompt: the version, the service and how to go on; the place of
/// the ledger, and the jobs that were taken up.
enum Greeting {
    static func text(_ start: SessionStart) -> String {
        let service = start.service
        let what =
            service.isSandbox
            ? "sandbox: free, offline, pictures are imitations."
            : "live: \(service.name), pictures cost money."
        let ledger = "ledger \(UserPath.abbreviate(start.stateFolder))"
        let room = 80 - DisplayWidth.of(ledger) - 2
        let second = [ledger, jobs(start.takenUp, room: room)].filter { !$0.isEmpty }
        return "igs \(start.version)  \(what)  help · exit\n" + second.joined(separator: "  ")
    }

    /// Returns the jobs that go on: as many as there is room for, and at least one.
    private static func jobs(_ entries: [JobEntry], room: Int) -> String {
        guard !entries.isEmpty else { return "" }
        let verb = entries.count == 1 ? "continues" : "continue"
        var count = min(entries.count, 10)
        while true {
            let rest = entries.count - count
            let names = entries.prefix(count).map(JobText.label).joined(separator: ", ")
            let text = names + (rest == 0 ? "" : " and \(rest) more") + "  \(verb)"
            if count == 1 || DisplayWidth.of(text) <= room { return text }
            count -= 1
        }
    }
}
