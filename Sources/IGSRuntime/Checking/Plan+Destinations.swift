package import IGSScript

extension Plan {
    /// What may be wrong with the destinations of a script's pictures, as warnings: whose pictures
    /// stand there, only the run looks up.
    package var destinationWarnings: [Diagnostic] {
        DestinationCheck(confinement: ".", isWelcome: { _, _ in false }).findings(saves)
            .map(\.asWarning)
    }
}
