import FoundationEssentials
import Glibc
import IGSScript

/// How all tests of a run ended, and the report for programs: JUnit's XML.
struct TestReport: Sendable {
    /// The outcomes, in the order in which the tests were found.
    let outcomes: [TestOutcome]
    /// How long the run took.
    let seconds: Double

    var passedCount: Int { outcomes.count { $0.verdict == .passed } }
    var failedCount: Int { outcomes.count - passedCount }

    /// Writes the XML beside its place, and moves it there.
    func write(to path: String) throws(SystemFailure) {
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last("create a file beside it") }
        let output = Output(descriptor)
        output.write(xml)
        close(descriptor)
        if let code = output.failureCode {
            unlink(temporary)
            throw SystemFailure("write a file beside it", code: code)
        }
        guard rename(temporary, path) == 0 else {
            let failure = SystemFailure.last("move it to its place")
            unlink(temporary)
            throw failure
        }
    }

    /// The report as XML: a suite of test cases, each named by its file and filed under its folder.
    var xml: String {
        let broken = outcomes.count { $0.verdict == .broken || $0.verdict == .timedOut }
        let counts = [
            ("tests", "\(outcomes.count)"), ("failures", "\(failedCount - broken)"),
            ("errors", "\(broken)"), ("time", Self.time(seconds)),
        ]
        let suite = XMLElement("testsuite", [("name", "igs test")] + counts, outcomes.map(element))
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + XMLElement("testsuites", counts, [suite]).text + "\n"
    }

    private func element(_ outcome: TestOutcome) -> XMLElement {
        let parts = outcome.path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        var children: [XMLElement] = []
        if outcome.verdict != .passed {
            let renderer = Renderer(isColoured: false)
            let first = outcome.diagnostics.first
            children = [
                XMLElement(
                    outcome.verdict == .failed ? "failure" : "error",
                    [
                        ("type", first?.shownID ?? DiagnosticID.testNotRun.description),
                        ("message", first?.message ?? ""),
                    ],
                    text: outcome.diagnostics.map(renderer.render).joined(separator: "\n")),
                XMLElement("system-out", [], text: String(decoding: outcome.output, as: UTF8.self)),
                XMLElement("system-err", [], text: String(decoding: outcome.errors, as: UTF8.self)),
            ]
        }
        return XMLElement(
            "testcase",
            [
                ("classname", folder.isEmpty ? "." : folder),
                ("name", parts.last.map(String.init) ?? outcome.path), ("file", outcome.path),
                ("time", Self.time(outcome.seconds)),
            ], children)
    }

    private static func time(_ seconds: Double) -> String {
        let milliseconds = Int(max(0, min(seconds, 1e9)) * 1_000)
        let fraction = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)."
            + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
    }
}
