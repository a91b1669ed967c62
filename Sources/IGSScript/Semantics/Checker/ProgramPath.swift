/// Where in a program the checker is: the files, calls, blocks and loops that are open, with what
/// is known where the exits from them lead.
struct ProgramPath {
    /// A part of the program with a special property. Stretches may be inside each other, and
    /// inside others of their kind.
    enum Stretch: Int, CaseIterable {
        /// It never runs.
        case dead
        /// It runs or not: only the run can know.
        case doubtful
        /// It runs any number of times.
        case repeated
        /// It was checked before: another round, call or reading of it.
        case revisited
        /// A failure in it is caught.
        case caught
        /// It is planned, and does not run.
        case planned
    }

    /// What is known where the jumps of a loop lead.
    private struct Loop {
        var behind: Knowledge?
        var nextRound: Knowledge?
    }

    private struct OuterFile {
        let file: SourceFile
        let depth: Int
        let locals: NameTable<Knowledge.Variable>?
        let loops: [Loop]
        let returns: [Knowledge?]
    }

    private struct OuterCall {
        let file: SourceFile
        let loops: [Loop]
    }

    /// The source of the statement that is being checked.
    private(set) var file = SourceFile(name: "", origin: .argument, bytes: [])
    /// The variables of the `def` that the current file is sourced in; `nil` outside of one.
    private(set) var localsOfFile: NameTable<Knowledge.Variable>?
    /// The scripts that are open, the outermost first.
    private var files: [SourceFile] = []
    /// How many blocks are open, and how many were open when the current file began.
    private var depth = 0
    private var depthOfFile = 0
    /// The loops that are open in the current file or call.
    private var loops: [Loop] = []
    /// What is known where the current file, and the calls that are open in it, return early.
    private var returns: [Knowledge?] = []
    private var outerFiles: [OuterFile] = []
    private var outerCalls: [OuterCall] = []
    /// How many stretches of each kind are open.
    private var stretches = [Int](repeating: 0, count: Stretch.allCases.count)
}

// MARK: - Stretches

extension ProgramPath {
    /// Begins a stretch.
    mutating func enter(_ stretch: Stretch) { stretches[stretch.rawValue] += 1 }

    /// Ends the innermost stretch of a kind.
    mutating func leave(_ stretch: Stretch) { stretches[stretch.rawValue] -= 1 }

    /// Whether a stretch of a kind is open.
    func isIn(_ stretch: Stretch) -> Bool { stretches[stretch.rawValue] > 0 }

    /// How certain it is that the run reaches this place; `nil` if it never does.
    var reach: Reach? {
        if isIn(.dead) { return nil }
        return isIn(.repeated) ? .repeated : isIn(.doubtful) ? .possible : .certain
    }
}

// MARK: - Files, calls and blocks

extension ProgramPath {
    /// Starts with a part of a file that is checked on its own.
    ///
    /// - Parameter mayReturn: Whether it may be in a `def`.
    mutating func start(in source: SourceFile, mayReturn: Bool = false) {
        file = source
        if mayReturn { returns = [nil] }
        files = [source]
    }

    /// Begins a file.
    ///
    /// - Parameter locals: The variables of the `def` that sources it; `nil` outside of one.
    mutating func beginFile(_ source: SourceFile, locals: NameTable<Knowledge.Variable>?) {
        outerFiles.append(
            OuterFile(
                file: file, depth: depthOfFile, locals: localsOfFile, loops: loops,
                returns: returns))
        localsOfFile = locals
        file = source
        depthOfFile = depth
        loops = []
        // A `return` outside of a definition ends the file.
        returns = source.origin == .file ? [nil] : []
        files.append(source)
    }

    /// Ends the current file.
    ///
    /// - Returns: What is known where it returns early; `nil` if it never does.
    mutating func endFile() -> Knowledge? {
        let returned = returns.first ?? nil
        files.removeLast()
        guard let outer = outerFiles.popLast() else { return returned }
        file = outer.file
        depthOfFile = outer.depth
        localsOfFile = outer.locals
        loops = outer.loops
        returns = outer.returns
        return returned
    }

    /// Begins a call of a command that a script defined.
    mutating func beginCall(of definition: Definition) {
        outerCalls.append(OuterCall(file: file, loops: loops))
        file = definition.file
        loops = []
        returns.append(nil)
    }

    /// Ends the innermost call.
    ///
    /// - Returns: What is known where it returns early; `nil` if it never does.
    mutating func endCall() -> Knowledge? {
        let returned = returns.popLast() ?? nil
        guard let outer = outerCalls.popLast() else { return returned }
        file = outer.file
        loops = outer.loops
        return returned
    }

    /// Begins a block.
    mutating func beginBlock() { depth += 1 }

    /// Ends the innermost block.
    mutating func endBlock() { depth -= 1 }

    /// How many scripts are open.
    var fileCount: Int { files.count }

    /// How many calls are open.
    var callDepth: Int { outerCalls.count }

    /// Whether a block is open in the current file.
    var isInBlock: Bool { depth > depthOfFile }

    /// Whether more blocks are open, in all files and calls, than may be nested.
    var isTooDeep: Bool { depth > Parser.maximumDepth }

    /// Whether a script is open.
    func isOpen(_ source: SourceFile) -> Bool { files.contains(where: source.isSame) }
}

// MARK: - Jumps

extension ProgramPath {
    /// Begins a loop.
    mutating func beginLoop() { loops.append(Loop()) }

    /// Ends the innermost loop.
    mutating func endLoop() { loops.removeLast() }

    /// Begins another round of the innermost loop.
    ///
    /// - Returns: What is known where the previous round leads to this one by `continue`; `nil` if
    ///   it never does.
    mutating func beginRound() -> Knowledge? {
        defer { loops[loops.count - 1].nextRound = nil }
        return loops[loops.count - 1].nextRound
    }

    /// Whether a jump leads anywhere from here.
    func allows(_ jump: JumpStatement.Kind) -> Bool {
        switch jump {
        case .break, .continue: !loops.isEmpty
        case .return: !returns.isEmpty
        }
    }

    /// Returns what is known where a jump leads; `nil` if none has led there yet.
    func landing(of jump: JumpStatement.Kind) -> Knowledge? {
        switch jump {
        case .break: loops.last?.behind
        case .continue: loops.last?.nextRound
        case .return: returns.last ?? nil
        }
    }

    /// Notes what is known where a jump leads. The jump must be allowed here.
    mutating func land(_ jump: JumpStatement.Kind, knowing knowledge: Knowledge) {
        switch jump {
        case .break: loops[loops.count - 1].behind = knowledge
        case .continue: loops[loops.count - 1].nextRound = knowledge
        case .return: returns[returns.count - 1] = knowledge
        }
    }

    /// Whether something may end the current file early: a `return`, in a file that another one sources.
    var mayEndEarly: Bool { files.count > 1 && !returns.isEmpty }

    /// What is known where the current file ends early; `nil` if nothing has ended it yet.
    var earlyEnd: Knowledge? { returns.first ?? nil }

    /// Notes what is known where the current file ends early.
    mutating func endEarly(knowing knowledge: Knowledge) { returns[0] = knowledge }
}
