package import IGSScript

extension Plan {
    /// What may be wrong with the destinations of a script's pictures, as warnings, because only
    /// the run looks up whose pictures are already there.
    package var destinationWarnings: [Diagnostic] {
        DestinationCheck(confinement: ".", isWelcome: { _, _ in false }).findings(saves)
            .map(\.asWarning)
    }
}
