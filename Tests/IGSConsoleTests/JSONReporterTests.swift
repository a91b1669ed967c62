import Foundation
import IGSClient
import IGSImages
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole
@testable import IGSJobs
@testable import IGSRuntime

/// The reporter for programs, held against the article that documents it.
@Suite struct JSONReporterTests {
    @Test func `every field is documented, and every documented field exists`() throws {
        var written: [String: Set<String>] = [:]
        for line in try Self.lines() {
            let event = try #require(line["event"] as? String)
            written[event, default: []].formUnion(line.keys.filter { $0 != "event" })
        }
        let documented = try Self.documentedFields()
        #expect(written.keys.sorted() == documented.keys.sorted())
        for (event, fields) in documented { #expect(written[event] == fields, "\(event)") }
    }

    @Test func `types are as documented`() throws {
        let types = try Self.documentedTypes()
        for line in try Self.lines() {
            let event = try #require(line["event"] as? String)
            for (field, value) in line where field != "event" {
                let type = types[event]?[field] ?? types["job"]?[field]
                #expect(type.map { Self.is(value, $0) } == true, "\(event).\(field): \(value)")
            }
        }
    }

    @Test func `a diagnostic has its end and its fix`() throws {
        let diagnostic = try #require(
            try Self.lines().first {
                $0["event"] as? String == "diagnostic" && $0["id"] as? String == "E0201"
            })
        #expect(diagnostic["line"] as? Int == 2)
        #expect(diagnostic["column"] as? Int == 4)
        #expect(diagnostic["endLine"] as? Int == 2)
        #expect(diagnostic["endColumn"] as? Int == 7)
        let fix = try #require(diagnostic["fix"] as? [String: Any])
        #expect(fix["replacement"] as? String == "gen")
        #expect(fix.keys.sorted() == ["column", "endColumn", "endLine", "line", "replacement"])
    }

    @Test func `absent values are left out`() throws {
        let text = try Self.output { reporter, _ in
            reporter.report(.diagnostic(Diagnostic(.note, "hello\nthere")))
            reporter.report(.settingChanged(name: "quality", value: nil))
        }
        #expect(
            text == """
                {"event":"diagnostic","message":"hello\\nthere","severity":"note"}
                {"event":"setting","name":"quality"}

                """)
    }
}

extension JSONReporterTests {
    /// One of each event, with everything that it can tell. A new case of `SessionEvent` has to be
    /// added to the `switch`, which keeps it from being forgotten here.
    ///
    /// - Parameter outside: Ends every text that comes from outside.
    static func events(_ outside: String = "") throws -> [SessionEvent] {
        let job = try Sample.job(outside)
        let reference = Reference(
            number: 1, name: "hero", origin: "data:…\(outside)",
            image: try ReferenceImage(dataURI: "data:image/png;base64,\(Sample.pixel)"))
        let source = MarkedSource("a\n王 x1️⃣gne2️⃣ a castle\(outside)")
        let range = SourceRange(
            try #require(source.marks["1️⃣"]), try #require(source.marks["2️⃣"]))
        let setting = SettingLine(setting: try #require(Setting.all.first), value: "16:9\(outside)")
        let events: [SessionEvent] = [
            .started(
                SessionStart(
                    version: "0.1",
                    service: ServiceProfile(
                        name: "sandbox\(outside)", isSandbox: false, timeScale: 1),
                    stateFolder: "/state\(outside)", takenUp: [job])),
            .printed("text\(outside)"), .help("page\(outside)"),
            .settingChanged(name: "ratio", value: "16:9\(outside)"),
            .settings([setting]), .referenceAdded(reference), .references([reference]),
            .submitted(
                job, Estimate(price: Price(mills: 330), isUpperBound: true, isFree: false)),
            .takenUp(job), .reused(job), .reuse(reused: 1, submitted: 2), .changed(job),
            .waiting([]), .settled(job), .leftRunning([job]),
            .recalled(job), .restored(job),
            .jobs(JobList(entries: [job], coversAllDays: true, words: [], earlierCount: 0)),
            .job(
                job,
                JobOutlook(
                    early: .seconds(30), median: .seconds(40), late: .seconds(50),
                    nextQuery: .seconds(4))),
            .planned(
                Plan(
                    jobs: PlannedJobs([
                        PlannedJob(
                            name: "day", prompt: "a castle\(outside)", ratio: .sixteenByNine,
                            resolution: .oneK, quality: .high, references: ["hero"],
                            isUncertain: true, reuse: .yes)
                    ]), concurrency: 8, isOpen: true, reuses: true)),
            .costs(
                CostReport(
                    lines: [
                        .init(
                            period: "session", jobCount: 2, spent: Price(mills: 22),
                            reserved: Price(mills: 330))
                    ], isFree: true)),
            .balance(Balance(credits: 9_978.5, dollars: 99.785)),
            .saved(SavedPicture(entry: job, path: "out/a\(outside).png", wasThere: false)),
            .shown(
                ShownPicture(
                    entry: job, path: "out/a\(outside).png", needsCaption: true,
                    rendering: "picture\n")),
            .opened(job, path: "out/a\(outside).png"),
            .history([HistoryLine(number: 1, text: "gen a cat\(outside)")]),
            .status(
                SessionStatus(
                    service: ServiceProfile(
                        name: "sandbox\(outside)", isSandbox: false, timeScale: 1),
                    settings: [setting], referenceCount: 1, jobs: [("completed", 2)],
                    stateFolder: "/state\(outside)")),
            .diagnostic(
                Diagnostic(
                    .unknownCommand, "unknown command 'gne\(outside)'",
                    notes: ["did you mean 'gen'?\(outside)"],
                    at: SourceLocation(source.file, range),
                    fix: Diagnostic.Fix(range: range, replacement: "gen\(outside)"))),
        ]
        let kinds = events.map { event in
            switch event {
            case .started: 0
            case .printed: 1
            case .help: 2
            case .settingChanged: 3
            case .settings: 4
            case .referenceAdded: 5
            case .references: 6
            case .submitted: 7
            case .takenUp: 8
            case .reused: 9
            case .reuse: 10
            case .changed: 11
            case .waiting: 12
            case .settled: 13
            case .leftRunning: 14
            case .recalled: 15
            case .restored: 16
            case .jobs: 17
            case .job: 18
            case .planned: 19
            case .costs: 20
            case .balance: 21
            case .saved: 22
            case .shown: 23
            case .opened: 24
            case .history: 25
            case .status: 26
            case .diagnostic: 27
            }
        }
        #expect(kinds == Array(0...27), "one of each, in the order of the switch")
        return events
    }

    /// What the reporters write of all of them.
    static func lines() throws -> [[String: Any]] {
        let events = try events()
        let text = try output { reporter, streams in
            events.forEach(reporter.report)
            let tests = TestReporter(streams, json: true)
            let outcome = TestOutcome(path: "a.igs", verdict: .failed, seconds: 0.1, exitCode: 3)
            tests.report(outcome)
            tests.summarize(TestReport(outcomes: [outcome], seconds: 0.1))
        }
        return try text.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    static func output(_ body: (JSONReporter, StandardStreams) throws -> Void) throws -> String {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "out")
        let descriptor = open(file, O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let output = Output(descriptor)
        try body(
            JSONReporter(output: output),
            StandardStreams(results: output, chatter: output, isColoured: false))
        return try folder.read("out")
    }

    /// The fields that only the event `job` has.
    private static let outlookFields: Set<String> = [
        "usualSeconds", "usualSecondsFrom", "usualSecondsTo", "nextQuerySeconds",
    ]

    /// The fields that the article lists, by event. The events of jobs share those of `job`.
    static func documentedFields() throws -> [String: Set<String>] {
        var fields = try documentedTypes().mapValues { Set($0.keys) }
        for event in [
            "submitted", "taken-up", "reused", "recalled", "restored", "changed", "settled",
            "left-running",
        ] {
            fields[event, default: []].formUnion(
                (fields["job"] ?? []).subtracting(outlookFields))
        }
        return fields
    }

    /// The rows of the article's tables, by the heading above them.
    static func documentedTypes() throws -> [String: [String: String]] {
        let article = SourceTree.path("Sources/IGSConsole/IGSConsole.docc/JSONLines.md")
        var types: [String: [String: String]] = [:]
        var event: String?
        for line in try String(contentsOfFile: article, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("### ") {
                event = String(line.dropFirst(4))
                types[String(line.dropFirst(4))] = [:]
            } else if line.hasPrefix("| `"), let event {
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
                }
                try #require(cells.count == 3, "\(line)")
                types[event]?[cells[0]] = cells[1]
            }
        }
        return types
    }

    static func `is`(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "string": value is String
        case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
        case "number": value is Double
        case "boolean": value is Bool
        case "array of strings": value is [String]
        case "object": value is [String: Any]
        default: false
        }
    }
}

/// A job of which everything is known at once, as none is.
private enum Sample {
    static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    static func job(_ outside: String) throws -> JobEntry {
        let request = try GenerationRequest(
            prompt: "a castle\(outside)", ratio: .sixteenByNine, resolution: .oneK, quality: .high)
        return JobEntry(
            number: 1, name: "castle",
            job: Job(
                id: try #require(OutTaskID(rawValue: "igs_1")), name: "castle",
                service: "sandbox", request: request, status: .completed,
                taskID: TaskID(rawValue: "task_1\(outside)"), createdAt: 1, submittedAt: 2,
                completedAt: 3.5, progress: 100, polls: 2,
                unknownWord: outside.isEmpty ? nil : outside,
                image: StoredImage(
                    path: "/store/ab\(outside).png", sha256: "ab", format: .png,
                    size: PixelSize(width: 1, height: 1), byteCount: 3),
                creditsUsed: 0.5,
                failure: JobFailure(
                    kind: .init(.rejected), message: "no\(outside)",
                    categories: ["violence\(outside)"]),
                addresses: [
                    "https://cdn.example.net/\(outside)", "https://cdn.example.net/2\(outside)",
                ]))
    }
}
