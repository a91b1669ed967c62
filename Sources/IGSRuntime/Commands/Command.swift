package import IGSScript

/// A declared verb. Adding one is adding a file with its type, and a line to ``CommandTable``.
package protocol Command: AnyObject, Sendable {
    /// The declaration, from which parsing, checking, help and completion derive.
    var signature: Signature { get }

    /// Checks a call by the command's own rules before the run, and notes what the call will
    /// change.
    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void)

    /// Returns what a call will do to the jobs of a script, as far as that is known before the run.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect

    /// Runs a call whose values are all known and valid.
    ///
    /// - Throws: ``Failure``; a failure without a location gets the call's.
    func run(_ call: Call, in session: Session) async throws(Failure)
}

extension Command {
    package func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {}

    /// Returns ``PlannedEffect/waits``: the call takes time, and submits and saves nothing.
    package func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .waits }
}

/// A command that never waits.
package protocol ImmediateCommand: Command {
    /// Runs a call whose values are all known and valid.
    ///
    /// - Throws: ``Failure``; a failure without a location gets the call's.
    func run(_ call: Call, in session: Session) throws(Failure)
}

extension ImmediateCommand {
    /// Returns ``PlannedEffect/nothing``: the call takes no time, and submits and saves nothing.
    package func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .nothing }

    package func run(_ call: Call, in session: Session) async throws(Failure) {
        let runNow: (Call, Session) throws(Failure) -> Void = run
        try runNow(call, session)
    }
}
