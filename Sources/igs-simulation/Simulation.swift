import ArgumentParser

/// The simulation's program.
@main
struct Simulation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs-simulation",
        abstract: "Runs igs through histories that a seed makes, and holds each to its promises.",
        subcommands: [Engine.self])
}
