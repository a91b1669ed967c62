import IGSClient
import IGSImages
import IGSJobs
package import IGSRuntime
import IGSScript

/// Renders events for programs: JSON Lines on standard output, one event a line.
///
/// Each line is an object whose `event` says what happened; fields without a value are left out.
/// The article <doc:JSONLines> lists all events and their fields.
package struct JSONReporter: Reporter {
    private let output: Output

    package init(output: Output) {
        self.output = output
    }

    package func report(_ event: SessionEvent) {
        switch event {
        case .started(let start):
            write(
                "started",
                [
                    "version": .text(start.version), "service": .text(start.service.name),
                    "sandbox": .flag(start.service.isSandbox), "state": .text(start.stateFolder),
                ])
            for entry in start.takenUp { report(.takenUp(entry)) }
        case .printed(let text): write("printed", ["text": .text(text)])
        case .help(let text): write("help", ["text": .text(text)])
        case .settingChanged(let name, let value): write("setting", setting(name, value))
        case .settings(let lines):
            for line in lines { write("setting", setting(line.setting.name, line.value)) }
        case .referenceAdded(let reference): write("reference", fields(reference))
        case .references(let references):
            for reference in references { write("reference", fields(reference)) }
        case .submitted(let entry, let estimate):
            var fields = fields(entry)
            fields["estimate"] = .number(dollars(estimate.price))
            fields["free"] = .flag(estimate.isFree)
            write("submitted", fields)
        case .takenUp(let entry): write("taken-up", fields(entry))
        case .reused(let entry): write("reused", fields(entry))
        case .reuse(let reused, let submitted):
            write("reuse", ["reused": .integer(reused), "submitted": .integer(submitted)])
        case .changed(let entry): write("changed", fields(entry))
        case .waiting: break
        case .settled(let entry): write("settled", fields(entry))
        case .leftRunning(let entries):
            for entry in entries { write("left-running", fields(entry)) }
        case .recalled(let entry): write("recalled", fields(entry))
        case .restored(let entry): write("restored", fields(entry))
        case .jobs(let list):
            for entry in list.entries { write("job", fields(entry)) }
        case .job(let entry, let outlook):
            write("job", fields(entry).merging(fields(outlook)) { $1 })
        case .planned(let plan):
            for job in plan.jobs.listed { write("planned", fields(job)) }
            write("plan", fields(plan))
        case .costs(let report):
            for line in report.lines {
                write(
                    "cost",
                    [
                        "period": .text(line.period), "jobs": .integer(line.jobCount),
                        "spent": .number(dollars(line.spent)),
                        "reserved": .number(dollars(line.reserved)), "free": .flag(report.isFree),
                    ])
            }
        case .balance(let balance):
            write(
                "balance",
                [
                    "credits": balance.credits.map(JSONField.number),
                    "dollars": balance.dollars.map(JSONField.number),
                    "unlimited": .flag(balance.isUnlimited),
                ])
        case .saved(let picture):
            write(
                "saved",
                [
                    "number": .integer(picture.entry.number),
                    "name": picture.entry.name.map(JSONField.text),
                    "path": .text(picture.path), "already": .flag(picture.wasThere),
                ])
        case .shown(let picture):
            write(
                "shown",
                [
                    "number": picture.entry.map { .integer($0.number) },
                    "name": picture.entry?.name.map(JSONField.text), "path": .text(picture.path),
                ])
        case .opened(let entry, let path):
            write(
                "opened",
                [
                    "number": .integer(entry.number), "name": entry.name.map(JSONField.text),
                    "path": .text(path),
                ])
        case .history(let lines):
            for line in lines {
                write("history", ["number": .integer(line.number), "text": .text(line.text)])
            }
        case .status(let status):
            write("status", fields(status))
            report(.settings(status.settings))
        case .diagnostic(let diagnostic): write("diagnostic", JSONField.fields(of: diagnostic))
        }
    }
}

private extension JSONReporter {
    func write(_ event: String, _ fields: [String: JSONField?]) {
        output.writeEvent(event, fields)
    }

    func setting(_ name: String, _ value: String?) -> [String: JSONField?] {
        ["name": .text(name), "value": value.map(JSONField.text)]
    }

    func fields(_ entry: JobEntry) -> [String: JSONField?] {
        let job = entry.job
        let size = job.image?.size ?? job.request.pixelSize
        return [
            "number": .integer(entry.number), "name": entry.name.map(JSONField.text),
            "status": .text(job.status.rawValue), "prompt": .text(job.request.prompt),
            "ratio": .text(job.request.ratio.rawValue),
            "resolution": .text(job.request.resolution.rawValue),
            "quality": job.request.quality.map { .text($0.rawValue) },
            "references": .integer(job.request.references.count),
            "width": .integer(size.width), "height": .integer(size.height),
            "id": .text(job.id.rawValue), "task": job.taskID.map { .text($0.rawValue) },
            "createdAt": .text(LocalTime.utc(job.createdAt)),
            "completedAt": job.completedAt.map { .text(LocalTime.utc($0)) },
            "progress": job.progress.flatMap { $0.isFinite ? .number($0) : nil },
            "polls": .integer(job.polls),
            "seconds": job.seconds.flatMap { $0.isFinite ? .number($0) : nil },
            "credits": job.creditsUsed.flatMap { $0.isFinite ? .number($0) : nil },
            "file": job.image.map { .text($0.path) }, "sha256": job.image.map { .text($0.sha256) },
            "bytes": job.image.map { .integer($0.byteCount) },
            "format": job.image.map { .text($0.format.rawValue) },
            "otherAddresses": job.otherAddresses.isEmpty
                ? nil : .texts(job.otherAddresses),
            "mismatch": job.sizeMismatch ? .flag(true) : nil,
            "failure": job.failure.map { .text($0.kind.rawValue) },
            "message": job.failure.map { .text($0.message) },
            "categories": job.failure.flatMap {
                $0.categories.isEmpty ? nil : .texts($0.categories)
            },
        ]
    }

    func fields(_ outlook: JobOutlook?) -> [String: JSONField?] {
        guard let outlook else { return [:] }
        return [
            "usualSeconds": .number(outlook.median / .seconds(1)),
            "usualSecondsFrom": .number(outlook.early / .seconds(1)),
            "usualSecondsTo": .number(outlook.late / .seconds(1)),
            "nextQuerySeconds": outlook.nextQuery.map { .number($0 / .seconds(1)) },
        ]
    }

    func fields(_ job: PlannedJob) -> [String: JSONField?] {
        [
            "name": job.name.map(JSONField.text), "prompt": .text(job.prompt),
            "ratio": job.ratio.map { .text($0.rawValue) },
            "resolution": job.resolution.map { .text($0.rawValue) },
            "quality": job.quality.map { .text($0.rawValue) },
            "width": job.size.map { .integer($0.width) },
            "height": job.size.map { .integer($0.height) },
            "references": .texts(job.references), "cost": .number(dollars(job.cost)),
            "uncertain": job.isUncertain ? .flag(true) : nil,
            "reused": job.reuse == .yes ? .flag(true) : nil,
        ]
    }

    func fields(_ plan: Plan) -> [String: JSONField?] {
        [
            "jobs": .integer(plan.jobs.count),
            "cost": .number(dollars(plan.cost)),
            "seconds": .number(plan.time.median / .seconds(1)),
            "secondsIfSlow": .number(plan.time.slow / .seconds(1)),
            "concurrency": .integer(plan.concurrency), "open": plan.isOpen ? .flag(true) : nil,
            "reused": plan.reuses ? .integer(plan.jobs.reusedCount) : nil,
            "reusedPerhaps": plan.reuses ? .integer(plan.jobs.openReuseCount) : nil,
        ]
    }

    func dollars(_ price: Price) -> Double { Double(price.mills) / 1_000 }

    func fields(_ reference: Reference) -> [String: JSONField?] {
        [
            "number": .integer(reference.number), "name": reference.name.map(JSONField.text),
            "origin": .text(reference.origin),
            "width": reference.image.size.map { .integer($0.width) },
            "height": reference.image.size.map { .integer($0.height) },
            "format": reference.image.format.map { .text($0.rawValue) },
            "bytes": reference.image.byteCount.map(JSONField.integer),
        ]
    }

    func fields(_ status: SessionStatus) -> [String: JSONField?] {
        [
            "service": .text(status.service.name), "sandbox": .flag(status.service.isSandbox),
            "references": .integer(status.referenceCount),
            "jobs": .integer(status.jobs.reduce(0) { $0 + $1.count }),
            "statuses": .object(
                Dictionary(
                    status.jobs.filter { $0.count > 0 }
                        .map { ($0.status, JSONField.integer($0.count)) },
                    uniquingKeysWith: { first, _ in first })),
            "state": .text(status.stateFolder),
        ]
    }
}
