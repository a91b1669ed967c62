import ArgumentParser

/// The simulation's program.
@main
struct Simulation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs-simulation",
        abstract: "Run igs through histories that a seed makes, and hold each to its promises.",
        subcommands: [Engine.self, Lifecycle.self])
}
