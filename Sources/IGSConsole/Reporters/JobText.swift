import IGSClient
import IGSImages
import IGSJobs
import IGSRuntime

/// One-line texts about a job.
enum JobText {
    /// Returns `[1] castle`, or `[1]` for a job without a name.
    static func label(_ entry: JobEntry) -> String {
        "[\(entry.number)]" + (entry.name.map { " " + $0 } ?? "")
    }

    /// Returns what the job was submitted with: pixels, references, cost.
    static func submission(_ entry: JobEntry, _ estimate: Estimate) -> String {
        let request = entry.job.request
        let count = request.references.count
        return [
            label(entry), "submitted", pixels(request.pixelSize),
            count == 0 ? "" : count == 1 ? "1 reference" : "\(count) references", cost(estimate),
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// Returns that an earlier picture answers the request, and from when it is.
    static func reuse(_ entry: JobEntry) -> String {
        let day = LocalTime(entry.job.completedAt ?? entry.job.createdAt).date
        return "\(label(entry))  reused: made on \(day), nothing to pay"
    }

    /// Returns the job's new status, with the service's own word if igs does not know it.
    static func change(_ entry: JobEntry) -> String {
        let word = entry.job.unknownWord.map { " (the service says '\($0)')" } ?? ""
        return "\(label(entry))  \(entry.job.status.rawValue)\(word)"
    }

    /// Returns how the job ended.
    static func ending(_ entry: JobEntry) -> String {
        let job = entry.job
        guard let image = job.image else {
            let categories = job.failure?.categories.joined(separator: ", ") ?? ""
            return [label(entry), job.status.rawValue, categories].filter { !$0.isEmpty }
                .joined(separator: "  ")
        }
        let time = job.seconds.map { " in " + seconds($0) } ?? ""
        var parts = [
            label(entry), "completed\(time)", "\(pixels(image.size)) \(format(image.format))",
        ]
        if job.sizeMismatch { parts.append("asked for \(pixels(job.request.pixelSize))") }
        return parts.joined(separator: "  ")
    }

    /// Returns the caption of a picture: the job and its pixels, else the file.
    static func caption(_ picture: ShownPicture) -> String {
        guard let entry = picture.entry, let image = entry.job.image else { return picture.path }
        return "\(label(entry))  \(pixels(image.size)) \(format(image.format))"
    }

    /// Returns when the job was requested, as short as it is clear today.
    static func day(_ entry: JobEntry) -> String {
        LocalTime(entry.job.createdAt).short(on: .now)
    }

    /// Returns the text that replaces a list without jobs.
    static func noJobs(_ list: JobList) -> String {
        if !list.words.isEmpty { return "no job matches '\(list.words.joined(separator: " "))'" }
        if list.coversAllDays { return "no jobs from that time; 'jobs --all' lists all" }
        switch list.earlierCount {
        case 0: return "no jobs; 'gen PROMPT' creates one"
        case 1: return "no jobs in this session; 'jobs --all' lists the one from an earlier session"
        case let count:
            return "no jobs in this session; 'jobs --all' lists the \(count) from earlier sessions"
        }
    }

    /// Returns the job's line in a list.
    static func row(_ entry: JobEntry, withDay: Bool) -> [String] {
        let job = entry.job
        let progress =
            job.status == .running ? job.progress.map { " \(Int($0.rounded()))%" } ?? "" : ""
        return [
            "[\(entry.number)]", entry.name ?? "", job.status.rawValue + progress,
            pixels(job.image?.size ?? job.request.pixelSize), withDay ? day(entry) : nil,
            snippet(job.request.prompt, 48),
        ].compactMap(\.self)
    }

    /// Returns all that is known about a job, and what is expected of it: names and values.
    static func details(_ entry: JobEntry, _ outlook: JobOutlook? = nil) -> [[String]] {
        let job = entry.job
        let request = job.request
        let rows: [(String, String?)] = [
            ("job", "\(entry.number)" + (entry.name.map { " " + $0 } ?? "")),
            (
                "status",
                job.status.rawValue + (job.unknownWord.map { " (the service says '\($0)')" } ?? "")
            ),
            ("prompt", request.prompt),
            ("begun", LocalTime(job.createdAt).dateAndTime),
            ("ended", job.completedAt.map { LocalTime($0).dateAndTime }),
            ("asked for", "\(request.ratio) \(request.resolution), \(pixels(request.pixelSize))"),
            ("quality", request.quality?.rawValue ?? "the service's own"),
            ("references", request.references.isEmpty ? nil : "\(request.references.count)"),
            ("task", job.taskID?.rawValue),
            ("our id", job.id.rawValue),
            ("time", job.seconds.map(seconds)),
            ("expected", outlook.map(expectation)),
            ("polls", job.polls == 0 ? nil : "\(job.polls)"),
            ("credits", job.creditsUsed.map { "\($0)" }),
            (
                "picture",
                job.image.map {
                    "\(pixels($0.size)) \(format($0.format)), \(ByteCountText.format($0.byteCount))"
                }
            ),
            ("stored as", job.image?.path),
            (
                "addresses", addresses(job.image == nil ? job.addresses : [])
            ),
            ("also at", addresses(job.otherAddresses)),
            ("cost", job.cost.map { "\($0)" }),
            ("trouble", job.failure.map { trouble($0) }),
        ]
        return rows.compactMap { name, value in value.map { ["  " + name, $0] } }
    }

    /// Returns when such a job is done: `usually done after 30 s to 50 s; next asked in 4 s`.
    private static func expectation(_ outlook: JobOutlook) -> String {
        let usual = [outlook.early, outlook.late].map { seconds($0 / .seconds(1)) }
        let next = outlook.nextQuery.map { "; next asked in \(seconds($0 / .seconds(1)))" }
        return "usually done after \(usual[0]) to \(usual[1])" + (next ?? "")
    }

    private static func addresses(_ addresses: [String]) -> String? {
        addresses.isEmpty
            ? nil : addresses.map(JobMessages.address).joined(separator: " ")
    }

    /// Returns what is left in an account: `9978 credits`, `9978 credits, $99.78`, `no limit`.
    static func balance(_ balance: Balance) -> String {
        if balance.isUnlimited { return "no limit" }
        let parts = [
            balance.credits.map { "\(number($0)) credits" },
            balance.dollars.map { dollars in
                Price(dollars: dollars).map { "\($0)" } ?? "$\(number(dollars))"
            },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// Returns a number, with a fraction only if it has one: `9978`, `12.5`.
    static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func pixels(_ size: PixelSize) -> String { "\(size.width)×\(size.height)" }

    static func format(_ format: ImageFormat) -> String {
        switch format {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .webp: "WebP"
        }
    }

    /// Returns a time as people say it: `1.6 s`, `41 s`, `2 min 5 s`.
    static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1_000_000 else { return "a long time" }
        if seconds < 9.95 { return "\((seconds * 10).rounded() / 10) s" }
        let whole = Int(seconds.rounded())
        return whole < 120 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    private static func cost(_ estimate: Estimate) -> String {
        let price = (estimate.isUpperBound ? "up to about " : "about ") + "\(estimate.price)"
        return estimate.isFree ? "free (live: \(price))" : price
    }

    private static func trouble(_ failure: JobFailure) -> String {
        ([failure.kind.rawValue] + failure.categories + [failure.message]).filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    private static func snippet(_ text: String, _ count: Int) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > count ? line.prefix(count - 1) + "…" : line
    }
}
