import Glibc
import IGSConsole
import IGSRuntime

extension StandardStreams {
    /// Looks whether the results went out, and tells on standard error of a failure, such as a full disk.
    ///
    /// That nobody reads them any more is none: whoever did has seen enough.
    ///
    /// - Returns: Whether the results went out.
    func tellWhetherPrinted() -> Bool {
        guard let code = results.failureCode, code != EPIPE else { return true }
        // Not where the results should be, JSON or not.
        let reporter = reporter(json: false)
        LaunchMessages.cannotPrint(code).diagnostics.forEach { reporter.report(.diagnostic($0)) }
        return false
    }
}
