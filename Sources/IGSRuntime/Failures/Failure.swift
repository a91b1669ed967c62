package import IGSScript

/// What a statement throws: the messages, and how the process ends if nothing catches it.
package struct Failure: Error, Sendable {
    /// The messages, in order; the first one decided the exit code.
    package var diagnostics: [Diagnostic]
    /// What kind of failure it is.
    package let code: ExitStatus
    /// How the process ends: as the kind says, or as a script asked.
    package let exitCode: Int32

    /// Makes a failure with one message.
    ///
    /// - Parameter code: What kind of failure it is; `nil` means the kind of the diagnostic's
    ///   identifier.
    package init(_ diagnostic: Diagnostic, code: ExitStatus? = nil) {
        self.init([diagnostic], code: code ?? diagnostic.id?.exitStatus ?? .failure)
    }

    /// Makes a failure.
    ///
    /// - Parameter exitCode: How the process ends; `nil` means as the kind says.
    package init(_ diagnostics: [Diagnostic], code: ExitStatus, exitCode: Int32? = nil) {
        self.diagnostics = diagnostics
        self.code = code
        self.exitCode = exitCode ?? code.rawValue
    }

    /// Returns the same failure, with a location for each diagnostic that has none.
    func located(at location: SourceLocation) -> Failure {
        Failure(
            diagnostics.map { $0.located(at: location) }, code: code, exitCode: exitCode)
    }

    /// The user stopped the command.
    package static let interrupted = Failure([], code: .interrupted)
}
