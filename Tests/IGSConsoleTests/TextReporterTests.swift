import Glibc
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole

/// What people see: results apart from all else, and nothing that a terminal would act upon.
@Suite struct TextReporterTests {
    private func report(_ events: [SessionEvent], isColoured: Bool = false) throws -> (
        results: String, chatter: String
    ) {
        let folder = try TemporaryFolder()
        let descriptors = try ["out", "err"].map { name in
            open(try folder.write("", to: name), O_WRONLY | O_CLOEXEC)
        }
        defer { descriptors.forEach { close($0) } }
        let reporter = TextReporter(
            results: Output(descriptors[0]), chatter: Output(descriptors[1]),
            isColoured: isColoured)
        events.forEach(reporter.report)
        return (try folder.read("out"), try folder.read("err"))
    }

    @Test func `results and messages are kept apart`() throws {
        let (results, chatter) = try report([
            .printed("printed"), .help("a page"), .diagnostic(Diagnostic(.warning, "careful")),
            .jobs(JobList(entries: [], coversAllDays: false, words: [], earlierCount: 0)),
            .references([]),
        ])
        #expect(results == "printed\na page\n")
        #expect(
            chatter == """
                warning: careful
                no jobs; 'gen PROMPT' creates one
                no references; 'ref add IMAGE' adds one

                """)
    }

    @Test func `only streams that are allowed colour have it`() throws {
        let events: [SessionEvent] = [
            .printed("plain \u{1B}[31m"), .diagnostic(Diagnostic(.error, "bad \u{1B}[31m")),
        ]
        let plain = try report(events)
        #expect(!(plain.results + plain.chatter).contains("\u{1B}"))
        let coloured = try report(events, isColoured: true)
        #expect(coloured.results == plain.results)
        #expect(coloured.chatter.hasPrefix("\u{1B}[1;31merror\u{1B}[0m: bad \\u{1B}"))
    }
}
