import Glibc
import IGSConsole
import IGSRuntime

extension StandardStreams {
    /// Checks whether the results were written, and reports a failure, such as a full disk, on standard error.
    ///
    /// If nobody reads them any more, that is not a failure: the reader has seen enough.
    ///
    /// - Returns: Whether the results were written.
    func tellWhetherPrinted() -> Bool {
        guard let code = results.failureCode, code != EPIPE else { return true }
        // JSON or not, the message must not go where the results should be.
        let reporter = reporter(json: false)
        LaunchMessages.cannotPrint(code).diagnostics.forEach { reporter.report(.diagnostic($0)) }
        return false
    }
}
