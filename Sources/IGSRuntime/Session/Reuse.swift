import IGSJobs

/// What a session takes from the ledger instead of paying for it again, for `--reuse`.
package struct Reuse {
    /// How many requests earlier pictures have answered.
    private(set) var reusedCount = 0
    /// How many requests were paid for.
    private(set) var submittedCount = 0
    private var pictures: ReusablePictures?

    package init() {}

    /// Returns the pictures that can be taken.
    ///
    /// - Parameter run: The run that takes them, whose own jobs are not among them.
    mutating func pictures(
        of stack: JobStack, _ service: ServiceProfile, _ run: ScriptRun?
    ) -> ReusablePictures {
        let pictures =
            self.pictures
            ?? ReusablePictures(
                ledger: stack.ledger, store: stack.store, service: service.name, run: run?.id)
        self.pictures = pictures
        return pictures
    }

    /// Counts the jobs of a call.
    mutating func note(_ sources: [Session.Source]) {
        reusedCount += sources.count { $0 == .reused }
        submittedCount += sources.count { $0 == .submitted }
    }
}
