import FoundationEssentials
import IGSTestSupport
import Testing

/// What was paid for stays within reach: a passing fault after an acceptance ends no job, and what has ended can be asked
/// for again, free of charge.
@Suite struct WithinReachTests {
    /// Faults after an acceptance, with the picture to be had moments later.
    static let passing = [
        "download within 10s status 404", "download within 10s status 403",
        "download within 60s status 404", "download within 30s status 410",
        "download within 30s status 503", "download within 30s status 425",
        "download each 1-3 html", "download each 1 html 404", "download each 1-2 truncate",
        "download each 1-4 cut-reply 700 rst", "download each 1-2 corrupt",
        "download each 1 wrong-type empty",
        "download each 1 wrong-type text", "download each 1 wrong-type heic",
        "query each 1 no-such-task", "query each 1-3 no-such-task",
        "query each 1-2 no-such-task gateway",
        "query each 1-2 no-such-task page", "query each 1 no-such-task empty",
        "query each 2 no-such-task not-exist", "query done 1 query-reply no-url",
        "query done 1-3 query-reply no-url", "query each 1 body nameless",
        "query each 1-3 body nameless", "query each 1 status-word anyway failed",
        "query each 1 status-word anyway error", "query each 1 status-word anyway expired",
        "query each 1 status-word anyway cancelled", "query each 1 status 401",
        "query each 1 code 433", "query each 1 status 403 html", "query each 1-4 status 502 html",
        "query done 1 address first dead", "query done 1 address first gone",
        "query done 1 address dead", "query each 1- compress gzip", "query each 1- compress x-gzip",
        "query each 1- compress deflate", "query each 1- compress raw-deflate",
        "download each 1- compress gzip", "download each 1- compress deflate",
        "download each 1- compress raw-deflate", "download each 1- compress pretended",
        "download each 1 gzip-bomb 8", "download each 1- tail jpeg", "download each 1- tail png",
        "download each 1- tail png 100000", "download each 1- tail jpeg 100000",
        "query done 1- query-reply data-uri-lines", "query done 1- query-reply data-uri-bare",
        "query done 1- query-reply data-uri-url-safe", "query done 1- address blanks",
        "query done 1- address split", "query done 1- address fragment",
        "query done 1 address http://images.example/1.png",
        "query done 1 address https://198.18.0.5/1.png",
        "query done 1 address https://10.0.0.7/1.png",
        "submit 1 forget-task 0 40", "submit 1 late-task 40 told", "submit 1 compress gzip",
        "download each 1 expire-url", "download each 1-2 expire-url 404",
    ]

    @Test(arguments: passing)
    func `a fault that passes costs nothing but time`(fault: String) async throws {
        let bench = try Bench()
        try bench.write(fault + "\n", to: "f.plan")
        let outcome = try await bench.run(
            [
                "--speed", "400", "--faults", "f.plan", "-c",
                "set quality low; gen a cat --as k; wait; save k out/; print ${k.status}",
            ], within: .seconds(60))
        #expect(outcome.exitCode == 0, "\(fault)\n\(outcome.story)")
        #expect(outcome.output.hasSuffix("completed\n"), "\(fault)\n\(outcome.story)")
        #expect(bench.journal.count == 1)
        #expect(!Bench.contents(of: bench.work + "/out").isEmpty, "\(fault)")
    }

    /// Faults that outlast a session's patience, and how the job ends then.
    static let lasting = [
        ("download each 1-40 status 404", "expired"), ("download each 1-40 status 403", "expired"),
        ("download each 1-40 html", "failed"), ("query done 1-40 query-reply no-url", "failed"),
        ("download each 1-40 truncate", "failed"), ("query each 1-40 no-such-task", "failed"),
        ("query done 1-20 address https://10.0.0.7/1.png", "failed"),
    ]

    @Test(arguments: lasting)
    func `a picture that was abandoned is had later, by whatever asks, and paid for once`(
        fault: String, end: String
    ) async throws {
        for way in ["wait k", "retry k; wait k", "attach TASK; wait k", "--resume"] {
            // Without a task's id nothing can be attached.
            if way.hasPrefix("attach"), fault.contains("no-such-task") { continue }
            let bench = try Bench()
            try bench.write(fault + "\n", to: "f.plan")
            let text = "set quality low\ngen a cat --as k\nwait k\nsave k out/\n"
            let first = try await bench.script(text, options: ["--faults", "f.plan"])
            #expect(first.exitCode == 1, "\(fault), \(way)\n\(first.story)")
            let listing = try await bench.commands("jobs --all")
            #expect(
                listing.output.contains(/k +/) && listing.output.contains(end), "\(listing.story)")
            let next: IgsProcess.Outcome
            if way == "--resume" {
                next = try await bench.script(text, ["--resume"])
            } else {
                let task = try #require(
                    bench.journal.first?.firstMatch(of: /"task_id":"(task_[A-Z0-9]+)"/)?.1)
                let words = way.replacing("TASK", with: task)
                next = try await bench.commands("jobs --all; \(words); save k out/")
            }
            #expect(next.exitCode == 0, "\(fault), \(way)\n\(next.story)")
            #expect(bench.journal.count == 1, "\(fault), \(way): paid twice")
            #expect(!Bench.contents(of: bench.work + "/out").isEmpty, "\(fault), \(way)")
            #expect(!next.errors.contains("W0429"), "\(next.story)")
        }
    }

    @Test(arguments: ["submit 1 fail", "submit 1 cancel", "submit 1 fail review"])
    func `only the service's own word that the task failed is final`(fault: String) async throws {
        let bench = try Bench()
        try bench.write(fault + "\n", to: "f.plan")
        let first = try await bench.script(
            "set quality low\ngen a cat --as k\nwait\n", options: ["--faults", "f.plan"])
        #expect(first.exitCode != 0, "\(first.story)")
        let again = try await bench.script(
            "set quality low\ngen a cat --as k\nwait\n", ["--resume"])
        #expect(again.exitCode == first.exitCode, "\(again.story)")
        #expect(bench.journal.count == 1)
        // It was charged, and whoever has it made again is told.
        let retry = try await bench.commands("jobs --all; retry k; wait k; save k out/")
        #expect(retry.exitCode == 0, "\(retry.story)")
        #expect(retry.errors.contains("warning[W0429]"), "\(retry.story)")
        #expect(bench.journal.count == 2)
    }
}
