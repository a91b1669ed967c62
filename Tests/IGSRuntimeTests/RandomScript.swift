import IGSRandom
import IGSTestSupport

/// Makes scripts that mean something, at random: jobs, names, settings and blocks that fit together.
///
/// Where one is to fail, a single mistake stands where the run is sure to come.
struct RandomScript {
    /// What a script may have wrong.
    private static let mistakes = [
        "print $nowhere", "print \"a ${nowhere} b\"", "gen a --ratio 4:3 --resolution 4K",
        "wait %nobody",
        "set quality best", "gnx a castle", "ref add nowhere.png", "gen a --ref nobody", "scene",
        "print ${env.HOME}", "set resolution 4K; set ratio 4:3; gen a",
        "let n = many; repeat $n { }",
        "save %nobody out/", "with ratio=7:7 { print a }", "expect %nobody done",
        "ref remove nobody", "gen \" \"", "for i in 1..$word { }", "source nowhere.igs",
        "unset nothing",
        "if $nowhere == 1 { }", "with resolution=4K { with ratio=3:2 { gen a } }", "gen a --n 0",
    ]

    /// The script's lines.
    private(set) var lines: [String] = []
    private var numbers: SeededRandom
    private let isFaulty: Bool
    private var hasMistake = false
    /// What is there for certain.
    private var variables = ["word"]
    private var jobs: [String] = []
    private var nameCount = 0
    private var depth = 0

    /// Makes a script of a seed.
    init(seed: UInt64, isFaulty: Bool) {
        numbers = SeededRandom(seed: seed)
        self.isFaulty = isFaulty
        lines = [
            "set quality low", "let word = dawn", "def scene x y {",
            "    if $x == never { return }",
            "    gen \"$x at $y\" --as ${x}-$y", "}",
        ]
        let count = Int.random(in: 4...9, using: &numbers)
        for index in 0..<count {
            if index == count / 2, chance(50) { mistake() }
            statement()
        }
        mistake()
        add("wait")
    }

    /// The whole text.
    var text: String { lines.joined(separator: "\n") + "\n" }
}

private extension RandomScript {
    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &numbers) < percent
    }

    mutating func pick(_ values: [String]) -> String { values.randomElement(using: &numbers) ?? "" }

    mutating func newName(_ prefix: String) -> String {
        nameCount += 1
        return "\(prefix)\(nameCount)"
    }

    mutating func add(_ line: String) {
        lines.append(String(repeating: "    ", count: depth) + line)
    }

    /// Adds the script's mistake, in a place where the run is sure to come; once.
    mutating func mistake() {
        guard isFaulty, !hasMistake else { return }
        hasMistake = true
        let line = pick(Self.mistakes)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: add("for i in [a b] { \(line) }")
        case 1: add("with quality=low { \(line) }")
        case 2: add("if $word == dawn { \(line) } else { print never }")
        case 3: add("def broken { \(line) }; broken")
        default: add(line)
        }
    }

    mutating func statement() {
        switch Int.random(in: 0..<(depth < 2 ? 14 : 8), using: &numbers) {
        case 0, 1: job()
        case 2:
            let name = newName("v")
            add("let \(name) = " + pick(["one", "\"two words\"", "$word", "\"at $word\"", "3"]))
            variables.append(name)
        case 3: add("print \(pick(["a word", "it's"])) $\(pick(variables)) ${maybe:-none}")
        case 4: add("set ratio \(pick(["1:1", "16:9", "3:2", "9:21"]))")
        case 5: add("set resolution \(pick(["1K", "1K", "2K"]))")
        case 6 where !jobs.isEmpty:
            let job = pick(jobs)
            add("wait %\(job); expect %\(job) done; print ${\(job).width}")
        case 7 where !jobs.isEmpty: add("wait; print ${\(pick(jobs)).status}")
        case 8:
            let name = newName("v")
            add("for \(name) in \(pick(["[a b]", "1..2", "[$word c]"])) {")
            variables.append(name)
            block { $0.statement() }
            add("}")
        case 9:
            add("if $word == \(pick(["dawn", "\"dawn\""])) and not (1 > 2) {")
            block { $0.statement() }
            add("} else {")
            // Never run, so that what it names may be missing.
            aside { $0.add("print never") }
            add("}")
        case 10:
            add("with quality=low ratio=\(pick(["1:1", "2:1"])) {")
            block { $0.job() }
            add("}")
        case 11:
            add("try {")
            aside {
                $0.add(
                    $0.pick(["wait %nobody", "gen a --ratio 1:1 --resolution 4K", "print fine"]))
            }
            add("} catch err {")
            aside { $0.add("print caught") }
            add("}")
        case 12:
            let subject = newName("s")
            add("scene \(subject) \(pick(["noon", "dusk"]))")
        case 13:
            add("repeat 2 {")
            block { $0.statement() }
            add("}")
        default: add("print \(newName("line"))")
        }
    }

    mutating func job() {
        let name = newName("j")
        add(
            "gen \(pick(["a castle", "\"$word, $word\"", "it's $word"])) --as \(name)"
                + pick(["", "", " --ratio 16:9", " --quality low"]))
        jobs.append(name)
    }

    /// Adds a block that is run for certain.
    mutating func block(_ body: (inout Self) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Adds a block that may not be run: what it names is not there behind it.
    mutating func aside(_ body: (inout Self) -> Void) {
        let before = (variables, jobs)
        block(body)
        (variables, jobs) = before
    }
}
