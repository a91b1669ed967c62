package import IGSScript

/// What a statement throws: what to say, and how the process ends if nobody catches it.
package struct Failure: Error, Sendable {
    /// What to say, in order; the first decided the exit code.
    package var diagnostics: [Diagnostic]
    /// How the process ends.
    package let code: ExitStatus

    package init(_ diagnostic: Diagnostic, code: ExitStatus = .failure) {
        diagnostics = [diagnostic]
        self.code = code
    }

    package init(_ diagnostics: [Diagnostic], code: ExitStatus) {
        self.diagnostics = diagnostics
        self.code = code
    }

    /// The same failure with a place for each diagnostic that has none.
    func located(at location: SourceLocation) -> Failure {
        Failure(diagnostics.map { $0.located(at: location) }, code: code)
    }

    /// The user stopped the command.
    package static let interrupted = Failure([], code: .interrupted)
}
