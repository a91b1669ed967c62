import IGSClient
import IGSJobs
import IGSRuntime
import IGSScript

/// The progress of jobs, one line each.
enum ProgressText {
    /// The most columns of a bar.
    private static let widestBar = 16
    /// The fewest columns of a bar that still says something.
    private static let narrowestBar = 8

    /// Returns a line for each job, no wider than the terminal: number and name, state, time, a bar that compares the
    /// time with what such jobs take, and how often the service was asked. If there is little room, the last parts are
    /// left out first.
    static func lines(_ jobs: [WaitedJob], columns: Int) -> [String] {
        let labels = jobs.map { TerminalText.visible(JobText.label($0.entry)) }
        let states = jobs.map(state)
        let times = jobs.map { $0.elapsed.map(time) ?? "" }
        let labelWidth = min(width(labels), max(4, columns / 3))
        let stateWidth = width(states)
        let timeWidth = width(times)
        let room = columns - labelWidth - stateWidth - timeWidth - 6
        let bar = room >= narrowestBar ? min(widestBar, room) : 0
        return jobs.indices.map { index in
            let job = jobs[index]
            var line = pad(cut(labels[index], labelWidth), labelWidth)
            line += "  " + pad(states[index], stateWidth)
            line += "  " + pad(times[index], timeWidth)
            if bar > 0 { line += "  " + self.bar(job, width: bar) }
            for part in details(job) where DisplayWidth.of(line + "  " + part) < columns {
                line += "  " + part
            }
            while line.last == " " { line.removeLast() }
            return cut(line, columns - 1)
        }
    }

    private static func state(_ job: WaitedJob) -> String {
        let status = job.entry.job.status.rawValue
        guard let percent = job.entry.job.progress else { return status }
        return "\(status) \(Int(max(0, min(100, percent)).rounded()))%"
    }

    private static func details(_ job: WaitedJob) -> [String] {
        guard let elapsed = job.elapsed else { return [] }
        let polls = job.entry.job.polls
        return [
            elapsed > job.expected ? "longer than usual" : "of about \(time(job.expected))",
            polls == 1 ? "asked once" : "asked \(polls) times",
        ]
    }

    /// Returns a bar that is full once the time that such a job takes is over.
    private static func bar(_ job: WaitedJob, width: Int) -> String {
        let part = job.elapsed.map { min(1, $0 / max(job.expected, .milliseconds(1))) } ?? 0
        let full = Int((part * Double(width)).rounded(.down))
        return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    }

    private static func time(_ time: Duration) -> String { JobText.seconds(time / .seconds(1)) }

    private static func width(_ texts: [String]) -> Int {
        texts.map(DisplayWidth.of).max() ?? 0
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// Returns as many characters as fit, ending with an ellipsis if some do not.
    private static func cut(_ text: String, _ width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var kept = ""
        for character in text {
            guard DisplayWidth.of(kept + String(character)) < width else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
