package import IGSScript

/// How one test ended.
package struct TestOutcome: Sendable {
    /// The outcome in one word.
    package enum Verdict: String, Sendable {
        case passed
        /// It did not do what it expects.
        case failed
        /// It was ended at the time limit.
        case timedOut = "timed-out"
        /// It could not be run.
        case broken
    }

    /// The script, as it was found.
    package let path: String
    package let verdict: Verdict
    /// Why it did not pass.
    package let diagnostics: [Diagnostic]
    package let seconds: Double
    /// The exit code; `nil` if the test was ended, or not run.
    package let exitCode: Int32?
    /// Its standard output and standard error.
    package let output: [UInt8]
    package let errors: [UInt8]

    package init(
        path: String, verdict: Verdict, diagnostics: [Diagnostic] = [], seconds: Double = 0,
        exitCode: Int32? = nil, output: [UInt8] = [], errors: [UInt8] = []
    ) {
        self.path = path
        self.verdict = verdict
        self.diagnostics = diagnostics
        self.seconds = seconds
        self.exitCode = exitCode
        self.output = output
        self.errors = errors
    }
}
