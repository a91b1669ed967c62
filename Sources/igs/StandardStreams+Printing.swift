import Glibc
import IGSConsole
import IGSRuntime

extension StandardStreams {
    /// Looks whether the results went out. That nobody reads them any more is no failure: whoever did
    /// has seen enough.
    ///
    /// - Throws: ``Failure`` where they cannot be written: a full disk, say.
    func checkPrinted() throws(Failure) {
        if let code = results.failureCode, code != EPIPE { throw LaunchMessages.cannotPrint(code) }
    }

    /// Does the same, and tells of a failure.
    ///
    /// - Returns: Whether the results went out.
    func tellWhetherPrinted() -> Bool {
        do throws(Failure) {
            try checkPrinted()
            return true
        } catch {
            let reporter = reporter(json: false)
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            return false
        }
    }
}
