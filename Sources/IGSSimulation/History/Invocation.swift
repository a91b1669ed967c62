import IGSClient

/// One use of igs in a history.
struct Invocation {
    /// What the process runs.
    enum Input {
        /// A script's file, by its number.
        case script(Int, resumes: Bool)
        /// The text of `-c`.
        case commands(String)
    }

    var input: Input
    /// The value of `--max-cost`.
    var cap: Price?
    /// The action at which the process is gone.
    var actions: Int?
    /// After how many seconds the user interrupts it.
    var interruption: Double?
}

extension Invocation: CustomStringConvertible {
    var description: String {
        var words: [String] = []
        switch input {
        case .script(let number, let resumes):
            words.append("igs script\(number).igs" + (resumes ? " --resume" : ""))
        case .commands(let text): words.append("igs -c '\(text)'")
        }
        if let cap { words.append("--max-cost \(cap)") }
        if let actions { words.append("(gone at action \(actions))") }
        if let interruption { words.append("(interrupted after \(Int(interruption)) s)") }
        return words.joined(separator: " ")
    }
}
