import IGSRandom

/// A script of a history: what it asks for, and its text.
struct SimulatedScript {
    /// What one run of it asks for: how many pictures of each prompt.
    let intents: [String: Int]
    /// The names of its jobs.
    let names: [String]
    /// The jobs whose failure it may catch.
    let caught: Set<String>
    let text: String
    /// The file; absolute.
    let path: String

    /// Writes a script.
    ///
    /// - Parameter folder: The history's folder; pictures go below its `out`.
    init(number: Int, folder: String, using random: inout SeededRandom) {
        var intents: [String: Int] = [:]
        var names: [String] = []
        var caught: Set<String> = []
        var lines: [String] = []
        if random.chance(0.2) { lines.append("set concurrency \(random.pick([1, 2]) ?? 1)") }
        if random.chance(0.1) { lines.append("set autosave on") }
        lines.append("set outdir \(folder)/out")
        for index in 1...Int.random(in: 1...4, using: &random) {
            let name = "s\(number)g\(index)"
            let prompt = "picture \(index) of script \(number)"
            let count = random.chance(0.1) ? 2 : 1
            var line = "gen \(prompt) --as \(name)"
            if let quality = random.pick(["low", "medium", "high", nil]) ?? nil {
                line += " --quality \(quality)"
            }
            if count > 1 { line += " -n \(count)" }
            lines.append(line)
            let members = count > 1 ? (1...count).map { "\(name)-\($0)" } : [name]
            names += members
            intents[prompt] = count
            switch Int.random(in: 0..<8, using: &random) {
            case 0: lines += ["wait \(name)", "print have \(name)"]
            case 1: lines += ["wait \(name)", "save \(name) \(folder)/out/"]
            case 2:
                lines += ["try {", "    wait \(name)", "    print have \(name)", "} catch e { }"]
                caught.formUnion(members)
            case 3:
                lines += [
                    "wait \(name)", "wait \(name)", "save \(name)", "print have \(name)",
                ]
            default: break
            }
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: lines += ["wait", "print have all"]
        case 1: lines += ["wait", "save all", "print have all"]
        case 2: lines += ["wait", "save all \"\(folder)/out/{name}.{ext}\""]
        default: break
        }
        self.intents = intents
        self.names = names
        self.caught = caught
        text = lines.joined(separator: "\n") + "\n"
        path = "\(folder)/script\(number).igs"
    }
}
