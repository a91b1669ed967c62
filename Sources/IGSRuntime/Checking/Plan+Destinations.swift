package import IGSScript

extension Plan {
    /// What may be wrong with the destinations of a script's pictures, as warnings, because only
    /// the run looks up whose pictures are already there. A picture that is reused may be there.
    package var destinationWarnings: [Diagnostic] {
        DestinationCheck(confinement: ".", isWelcome: { $1.reuse != .no }).findings(saves)
            .map(\.asWarning)
    }
}
