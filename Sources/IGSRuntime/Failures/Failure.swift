package import IGSScript

/// What a statement throws: what to say, and how the process ends if nobody catches it.
package struct Failure: Error, Sendable {
    /// What to say, in order; the first decided the exit code.
    package var diagnostics: [Diagnostic]
    /// What kind of failure it is.
    package let code: ExitStatus
    /// How the process ends: as the kind says, or as a script wanted.
    package let exitCode: Int32

    /// Makes a failure of which there is one thing to say.
    ///
    /// - Parameter code: What kind of failure it is; `nil`: as the diagnostic's identifier says.
    package init(_ diagnostic: Diagnostic, code: ExitStatus? = nil) {
        self.init([diagnostic], code: code ?? diagnostic.id?.exitStatus ?? .failure)
    }

    /// Makes a failure.
    ///
    /// - Parameter exitCode: How the process ends; `nil`: as the kind says.
    package init(_ diagnostics: [Diagnostic], code: ExitStatus, exitCode: Int32? = nil) {
        self.diagnostics = diagnostics
        self.code = code
        self.exitCode = exitCode ?? code.rawValue
    }

    /// The same failure with a place for each diagnostic that has none.
    func located(at location: SourceLocation) -> Failure {
        Failure(
            diagnostics.map { $0.located(at: location) }, code: code, exitCode: exitCode)
    }

    /// The user stopped the command.
    package static let interrupted = Failure([], code: .interrupted)
}
