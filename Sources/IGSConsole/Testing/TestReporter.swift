import IGSRuntime
import IGSScript

/// Reports how tests ended: to people by their failures and a last line, to programs by a line
/// each.
package struct TestReporter: Sendable {
    private let streams: StandardStreams
    private let isJSON: Bool
    private let reporter: any Reporter

    package init(_ streams: StandardStreams, json: Bool) {
        self.streams = streams
        isJSON = json
        reporter = streams.reporter(json: json)
    }

    /// Reports a test, once those before it were reported.
    func report(_ outcome: TestOutcome) {
        outcome.diagnostics.forEach { reporter.report(.diagnostic($0)) }
        if isJSON {
            streams.results.writeEvent(
                "test",
                [
                    "file": .text(outcome.path), "outcome": .text(outcome.verdict.rawValue),
                    "seconds": .number(outcome.seconds),
                    "exit": outcome.exitCode.map { .integer(Int($0)) },
                ])
        }
    }

    /// Reports the totals: a line for each test that failed, and one that counts.
    func summarize(_ report: TestReport) {
        if isJSON {
            streams.results.writeEvent(
                "tests",
                [
                    "passed": .integer(report.passedCount), "failed": .integer(report.failedCount),
                    "seconds": .number(report.seconds),
                ])
            return
        }
        for outcome in report.outcomes where outcome.verdict != .passed {
            streams.results.writeLine(
                "\(outcome.verdict.rawValue)  \(TerminalText.visible(outcome.path))")
        }
        streams.results.writeLine("\(report.passedCount) passed, \(report.failedCount) failed")
    }
}
