import IGSClient
import IGSConsole
import IGSRuntime

/// A call of the shell itself: what its arguments ask for.
struct Invocation {
    /// The text of `-c`.
    var commands: String?
    var json = false
    var service: ServiceSelection.Wish?
    var dialect: Dialect?
    /// How many times faster than the live service the embedded sandbox is.
    var speed = EmbeddedSandbox.defaultSpeed
    /// The path of a plan of faults for the embedded sandbox.
    var faults: String?
    var skipsStartFile = false
    var keepsGoing = false
    var detaches = false
    /// Which run to resume, if the options before the script say so.
    var resumption: ScriptRunner.Resumption?
    /// Whether finished jobs of the ledger answer what scripts ask for.
    var reuses = false
    var maximumCost: Price?
    /// The path of a table in place of the one that the script names.
    var table: String?
    var home: String?
    /// The folder below which scripts may save.
    var out: String?
    /// The environment variables that scripts may read.
    var variables: [String] = []
    /// The path of a script, or `-`, and the script's own arguments.
    var script: [String] = []
}

extension Invocation {
    /// Reads the call that loops and other programs make, `-c COMMANDS`; nil for any other.
    ///
    /// The argument parser would give the same, but takes as long to begin as all the rest of an empty run.
    init?(commandsAlone words: [String]) {
        guard words.count == 2, words[0] == "-c", !words[1].hasPrefix("-") else { return nil }
        commands = words[1]
    }
}
