import IGSJobs

/// The run of a script's file.
extension Session {
    /// Resumes a run of a file that has not come to its end, and says so; begins one if there is none.
    ///
    /// - Parameters:
    ///   - id: The run to resume; `nil` means the last one.
    ///   - new: The run to begin otherwise.
    /// - Throws: ``Failure`` if there is no such run, or another process runs it.
    package func resume(_ id: String?, orBegin new: ScriptRun) async throws(Failure) {
        let ledger = try await stack().ledger
        do throws(LedgerError) {
            guard let id else {
                let (found, isNew) = try await ledger.resumeOrBeginRun(
                    script: new.script, digest: new.digest, id: new.id, cap: caps.maximum)
                guard !isNew else {
                    run = new
                    run?.isBegun = true
                    note(RunMessages.nothingToResume())
                    return
                }
                goOn(with: found, as: new)
                return
            }
            let found = try await RunID(rawValue: id).run(in: ledger)
            if let found, found.script == new.script {
                goOn(with: try await ledger.resumeRun(found.id), as: new)
                return
            }
        } catch {
            throw error.code == .notOwned
                ? RunMessages.runsElsewhere() : LedgerMessages.failure(error)
        }
        if let id { throw RunMessages.unknownRun(id) }
    }

    private func goOn(with found: Run, as new: ScriptRun) {
        run = ScriptRun(resuming: found)
        if reuse == nil, ScriptRun.reuses(found.digest) { reuse = Reuse() }
        note(RunMessages.resumed(found.id, changes: new.changes(since: found.digest)))
    }

    /// Records how the script of the run ended: a run that ended well is not resumed.
    func endRun(_ code: Int32) async {
        guard let run, run.isBegun, let stack = openedStack else { return }
        if code == ExitStatus.success.rawValue || exitRequest != nil {
            // If this fails, the run can be resumed, and then has nothing to do.
            try? await stack.ledger.endRun(run.id)
        } else if !profile.isSandbox || code == ExitStatus.interrupted.rawValue {
            note(RunMessages.unfinished(run.id))
        }
    }
}

private extension RunID? {
    /// Returns the run with this id.
    func run(in ledger: Ledger) async throws(LedgerError) -> Run? {
        guard let self else { return nil }
        return try await ledger.run(self)
    }
}
