import IGSJobs
import IGSClient
package import IGSRuntime
import IGSScript
import Synchronization

/// Renders events for people: results to standard output, everything else to standard error.
package final class TextReporter: Reporter {
    private let results: Output
    private let chatter: Output
    private let progress: ProgressArea?
    private let renderer: Renderer
    /// The widths of the columns of the list of jobs that was begun last.
    private let listWidths = Mutex<[Int]>([])

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - progress: Shows the progress of jobs that are waited for; `nil`: the reporter writes a line for each
    ///     change.
    ///   - isColoured: Whether standard error may have colours.
    init(results: Output, chatter: Output, progress: ProgressArea? = nil, isColoured: Bool) {
        self.results = results
        self.chatter = chatter
        self.progress = progress
        renderer = Renderer(
            isColoured: isColoured, columns: { chatter.columns }, visible: TerminalText.visible)
    }

    package var tellsOfSettings: Bool { false }

    package var progressInterval: Duration? { progress == nil ? nil : .milliseconds(200) }

    package func report(_ event: SessionEvent) {
        if case .waiting(let jobs) = event {
            progress?.show(ProgressText.lines(jobs, columns: progress?.columns ?? 0))
            return
        }
        progress?.show([])
        switch event {
        case .started(let start): tell(Greeting.text(start))
        case .printed(let text), .help(let text): result(text)
        case .settingChanged: break
        case .settings(let lines): result(settings(lines))
        case .referenceAdded(let reference):
            tell("ref " + row(reference).filter { !$0.isEmpty }.joined(separator: "  "))
        case .references(let references):
            if references.isEmpty {
                tell("no references; 'ref add IMAGE' adds one")
            } else {
                result(table(references.map(row)))
            }
        case .submitted(let entry, let estimate): tell(JobText.submission(entry, estimate))
        case .takenUp(let entry):
            let how = entry.job.status.isLive ? "continues" : "already there:"
            tell("\(JobText.label(entry))  \(how)  \(entry.job.status.rawValue)")
        case .reused(let entry): tell(JobText.reuse(entry))
        case .reuse(let reused, let submitted):
            tell("\(reused) reused, \(submitted) submitted")
        case .changed(let entry):
            if progress == nil { tell(JobText.change(entry)) }
        case .waiting: break
        case .settled(let entry): tell(JobText.ending(entry))
        case .leftRunning(let entries): leftRunning(entries)
        case .recalled(let entry):
            tell("\(JobText.label(entry))  of \(JobText.day(entry))  \(entry.job.status.rawValue)")
        case .restored(let entry):
            tell("\(JobText.label(entry))  is listed again  \(entry.job.status.rawValue)")
        case .jobs(let list):
            if list.entries.isEmpty {
                tell(JobText.noJobs(list))
            } else {
                result(table(list))
            }
        case .job(let entry, let outlook): result(table(JobText.details(entry, outlook)))
        case .planned(let plan):
            if plan.jobs.count > 0 { result(table(PlanText.rows(plan.jobs))) }
            tell(PlanText.summary(plan))
        case .costs(let report): costs(report)
        case .balance(let balance): result(JobText.balance(balance))
        case .saved(let picture):
            result(picture.path)
            if picture.wasThere { tell("  (already there)") }
        case .shown(let picture):
            if picture.needsCaption { tell(JobText.caption(picture)) }
            if let rendering = picture.rendering { results.write(rendering) }
        case .opened(let entry, _): tell("\(JobText.label(entry))  opened on the desktop")
        case .history(let lines):
            if lines.isEmpty {
                tell("the history is empty")
            } else {
                result(
                    TextTable.render(
                        lines.flatMap { line in
                            line.text.split(separator: "\n", omittingEmptySubsequences: false)
                                .enumerated().map { index, text in
                                    [index == 0 ? "\(line.number)" : "", String(text)]
                                }
                        }))
            }
        case .status(let status): result(text(of: status))
        case .diagnostic(let diagnostic): chatter.writeLine(renderer.render(diagnostic))
        }
    }
}

private extension TextReporter {
    func result(_ text: String) { results.writeText(text) }

    func tell(_ text: String) { chatter.tell(text) }

    func table(_ rows: [[String]]) -> String { TextTable.render(rows, within: results.columns) }

    /// Returns a list, or a part of it, whose columns continue those of the part before.
    func table(_ list: JobList) -> String {
        let rows = list.entries.map { JobText.row($0, withDay: list.coversAllDays) }
        let widths = listWidths.withLock { widths in
            widths = TextTable.widths(of: rows, atLeast: list.position == 0 ? [] : widths)
            return widths
        }
        return TextTable.render(rows, widths: widths, within: results.columns)
    }

    func settings(_ lines: [SettingLine]) -> String {
        table(
            lines.map {
                [$0.setting.name, $0.value ?? "(\($0.setting.unsetText))", $0.setting.summary]
            })
    }

    func row(_ reference: Reference) -> [String] {
        let image = reference.image
        return [
            "\(reference.number)", reference.name ?? "", reference.origin,
            image.size.map { size in
                [JobText.pixels(size), image.format.map(JobText.format) ?? ""].joined(
                    separator: " ")
            } ?? "",
            image.byteCount.map(ByteCountText.format) ?? "",
        ]
    }

    func costs(_ report: CostReport) {
        result(
            table(
                [["", "jobs", "spent", "reserved"]]
                    + report.lines.map {
                        [$0.period, "\($0.jobCount)", "\($0.spent)", "\($0.reserved)"]
                    }))
        if report.isFree { tell("at the live service's prices; the sandbox charges nothing") }
    }

    func leftRunning(_ entries: [JobEntry]) {
        let names = entries.map(\.label).joined(separator: ", ")
        tell(
            entries.count == 1
                ? "\(names) keeps running; the next session picks it up, and 'jobs' lists it"
                : "\(names) keep running; the next session picks them up, and 'jobs' lists them")
    }

    func text(of status: SessionStatus) -> String {
        let jobs = status.jobs.map { "\($0.count) \($0.status)" }.joined(separator: ", ")
        let service = status.service
        return table([
            [
                "service",
                service.isSandbox
                    ? "sandbox: free, offline, pictures are imitations" : service.name,
            ],
            ["jobs", jobs.isEmpty ? "none" : jobs],
            ["references", "\(status.referenceCount)"],
            ["state", status.stateFolder],
        ]) + "\n\n" + settings(status.settings)
    }
}
