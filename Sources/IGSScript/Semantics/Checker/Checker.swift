/// Checks a whole script before its first command runs: names, options, types, and, by the host's
/// rules, what only the runtime knows.
///
/// It follows the paths that the run may take. If a value is known, it follows loops and the
/// script's own commands with that value; where paths meet, what they agree on stays known. What it
/// finds on a path that is never taken is not an error of the script, so there it looks only for
/// what is wrong in itself.
public struct Checker {
    /// Answers what the checker cannot know by itself.
    let host: any CheckerHost
    let purpose: CheckPurpose
    /// What is known at the point that the checker has reached.
    public internal(set) var knowledge: Knowledge
    /// The parameters that the script declares, in its order.
    public internal(set) var parameters: [ParameterStatement] = []
    /// Whether something was left out that the run may reach.
    public internal(set) var leavesOut = false
    var findings = Findings()
    /// Where the checker is in the program.
    var path = ProgramPath()
    var effort: CheckEffort
    var sourced = SourcedScripts()
    /// The tables that the run may go through, by the scripts that name them: see ``key(ofTable:in:)``.
    public internal(set) var tables: [String: any Table] = [:]
    var definitions = KnownDefinitions()
    /// Whether a `rows` is open.
    var isInRows = false

    /// Makes a checker that starts from what is known about the session.
    public init(
        host: any CheckerHost, knowledge: Knowledge, purpose: CheckPurpose = .check
    ) {
        self.host = host
        self.purpose = purpose
        self.knowledge = knowledge
        effort = CheckEffort(for: purpose)
    }

    /// Parses and checks a script, and the scripts that it sources.
    ///
    /// - Returns: What is wrong, each problem once, in the order of the source.
    public mutating func check(_ file: SourceFile) -> [Diagnostic] {
        findings = Findings()
        checkFile(file)
        checkUnusedDefinitions()
        return findings.inSourceOrder
    }

    /// Checks a `rows` whose table only the run knows.
    ///
    /// - Parameter isNested: Whether the run is in the block of another one.
    /// - Returns: What is wrong, each problem once, in the order of the source.
    public mutating func check(
        _ rows: RowsStatement, in file: SourceFile, isNested: Bool
    ) -> [Diagnostic] {
        findings = Findings()
        isInRows = isNested
        path.start(in: file, mayReturn: true)
        _ = check(rows)
        return findings.inSourceOrder
    }

    /// Checks a block of a script that was checked before.
    ///
    /// - Returns: What is wrong, each problem once, in the order of the source.
    public mutating func check(_ block: Block, in file: SourceFile) -> [Diagnostic] {
        findings = Findings()
        path.start(in: file)
        _ = check(block)
        return findings.inSourceOrder
    }
}

/// Why a script is checked.
public enum CheckPurpose: Sendable {
    /// To find what is wrong with it, whatever values its caller gives it.
    case check
    /// To find out what it would do: parameters have their defaults, and long loops are followed.
    case plan
}

/// How certain it is that the run reaches a place.
public enum Reach: Sendable {
    /// It does reach it.
    case certain
    /// It may reach it, or not.
    case possible
    /// It may reach it any number of times.
    case repeated
}

extension Checker {
    /// How deeply scripts may source each other.
    public static var maximumSourceDepth: Int { 16 }

    /// The scripts that the run may go through, except the first, by their identities.
    public var sourcedScripts: [String: SourceFile] { sourced.onRun }

    /// Returns the key of a table among ``tables``.
    ///
    /// - Parameter name: As the script names it.
    public static func key(ofTable name: String, in file: SourceFile) -> String {
        file.identity + "\n" + name
    }

    /// Notes that something is left out here.
    mutating func leaveOut() { leavesOut = leavesOut || path.reach != nil }

    /// Reports what is wrong with the words at a place.
    mutating func report(_ diagnostic: Diagnostic, _ range: SourceRange) {
        report(diagnostic.located(at: SourceLocation(path.file, range)))
    }

    /// Reports what is wrong.
    mutating func report(_ diagnostic: Diagnostic) {
        // Finding out what was meant takes longer than checking a statement.
        if path.isIn(.revisited) { effort.spend(CheckEffort.costOfFinding) }
        guard let id = diagnostic.id, path.isIn(.dead) || path.isIn(.caught),
            id.isAboutCircumstances
        else {
            add(diagnostic)
            return
        }
        // Code that never runs does not need its circumstances.
        if !path.isIn(.dead) { add(diagnostic.asWarning) }
    }

    /// Adds a finding. One that was already found in another round has cost much for nothing.
    private mutating func add(_ diagnostic: Diagnostic) {
        if !findings.add(diagnostic), path.isIn(.revisited) {
            effort.spend(CheckEffort.costOfRepetition)
        }
    }

    /// Merges what is known on another path into what is known here.
    mutating func merge(_ other: Knowledge) { knowledge = merged(knowledge, other) }

    /// Returns what is known where two paths meet; the first of them may not exist.
    mutating func merged(_ first: Knowledge?, _ other: Knowledge) -> Knowledge {
        guard var known = first else { return other }
        guard effort.mayCompare(known.size) else {
            known.forgetEverything()
            return known
        }
        known.merge(other)
        return known
    }

    /// Returns the value of an expression, if it is known; reports what is wrong with it.
    mutating func value(of expression: Expression) -> Value? {
        checkForRanges(in: expression, .value)
        do throws(Diagnostic) {
            return try expression.value(in: knowledge)
        } catch {
            report(error, expression.range)
            return nil
        }
    }

    /// Finds words that were meant to be ranges. What was checked before is not examined again.
    mutating func checkForRanges(in expression: Expression, _ place: RangeHabit.Place) {
        guard !path.isIn(.revisited) else { return }
        func habit(_ word: Word, _ place: RangeHabit.Place) -> (text: String, habit: RangeHabit)? {
            guard word.quote == nil, word.range.count <= RangeHabit.maximumLength else {
                return nil
            }
            let bytes = path.file.bytes[word.range.lowerBound..<word.range.upperBound]
            guard place == .loop || bytes.contains(.dot) else { return nil }
            let text = path.file.text(in: word.range)
            return RangeHabit(text, in: place).map { (text, $0) }
        }
        switch expression {
        case .word(let word):
            guard let (text, habit) = habit(word, place) else { return }
            report(CheckMessages.notRange(text, habit), word.range)
        case .list(let words, let range):
            for word in words {
                guard let (text, habit) = habit(word, .element) else { continue }
                report(
                    CheckMessages.rangeInList(text, habit, list: words.count == 1 ? range : nil),
                    word.range)
            }
        case .range: return
        }
    }

    /// Returns the value of a word, if it is known; reports what is wrong with it.
    mutating func value(of word: Word) -> String? {
        do throws(Diagnostic) {
            return try word.argument(in: knowledge).value
        } catch {
            report(error, word.range)
            return nil
        }
    }

    /// Returns the value of a word that must be of a type.
    mutating func value(of word: Word, as type: ValueType, for subject: String) -> String? {
        guard let value = value(of: word) else { return nil }
        guard type.isValid(value) else {
            report(CheckMessages.badValue(value, for: subject, type), word.range)
            return nil
        }
        return value
    }
}
