import FoundationEssentials
import Glibc
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole
@testable import IGSRuntime

/// Text from outside on its way to a terminal, by every way there is.
@Suite struct OutsideTextTests {
    /// A title, a colour in C1, a backspace, a line turned around, a hidden character.
    private static let outside =
        "\u{1B}]0;x\u{07}\u{9B}31m\u{08}\u{7F}\u{202E}gnp\u{200B}\u{FEFF}\r"

    private static let active: Set<Unicode.Scalar> = [
        "\u{1B}", "\u{07}", "\u{9B}", "\u{08}", "\u{7F}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\r",
    ]

    @Test(arguments: 0..<28)
    func `no event makes a terminal act`(index: Int) throws {
        let event = try JSONReporterTests.events(Self.outside)[index]
        let folder = try TemporaryFolder()
        let descriptor = open(try folder.write("", to: "out"), O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let output = Output(descriptor)
        TextReporter(results: output, chatter: output, isColoured: false).report(event)
        JSONReporter(output: output).report(event)
        let text = try folder.read("out")
        #expect(text.unicodeScalars.filter(Self.active.contains).isEmpty, "\(text)")
        switch event {
        // Nothing of theirs is from outside.
        case .takenUp, .reused, .reuse, .waiting, .costs, .balance: break
        // It is there, and can be seen.
        default: #expect(text.contains("gnp"))
        }
    }

    @Test func `control characters in the sandbox's output are made visible`() {
        let error = SandboxLaunchError(
            code: .unreadable(Self.outside), executable: "/x", output: [Self.outside])
        #expect(!"\(error)".unicodeScalars.contains(where: Self.active.contains))
    }

    @Test func `control characters in a test's path are made visible`() throws {
        let folder = try TemporaryFolder()
        let descriptor = open(try folder.write("", to: "out"), O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let output = Output(descriptor)
        let streams = StandardStreams(results: output, chatter: output, isColoured: false)
        let outcome = TestOutcome(
            path: "a\(Self.outside).igs", verdict: .failed, seconds: 0.1, exitCode: 3)
        for isJSON in [false, true] {
            let reporter = TestReporter(streams, json: isJSON)
            reporter.report(outcome)
            reporter.summarize(TestReport(outcomes: [outcome], seconds: 0.1))
        }
        let text = try folder.read("out")
        #expect(text.unicodeScalars.filter(Self.active.contains).isEmpty, "\(text)")
        #expect(text.contains("gnp"))
    }
}
