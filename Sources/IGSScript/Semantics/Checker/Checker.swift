/// Checks a whole script before its first command runs: names, options, types, and by the host's
/// rules what only the runtime knows of.
///
/// It goes the ways that the run may go. Where a value is known, loops and the commands that the
/// script defines are followed with it; where ways meet, what they agree on stays known. What it
/// finds on a way that is never gone is no error of the script, so there it looks only for what is
/// wrong in itself.
public struct Checker<Host: CheckerHost> {
    /// What the checker asks for what it cannot know by itself.
    public let host: Host
    let purpose: CheckPurpose
    /// What is known at the point that the checker has reached.
    public internal(set) var knowledge: Knowledge
    /// The parameters that the script declares, in its order.
    public internal(set) var parameters: [ParameterStatement] = []
    var findings = Findings()
    /// The scripts that are being checked, the outermost first.
    var files: [SourceFile] = []
    /// The source of the statement that is being checked.
    var file: SourceFile
    /// How many blocks are open, in the files and calls that are open.
    var depth = 0
    /// How many were when the present file was begun.
    var depthOfFile = 0
    /// How many calls are open.
    var callDepth = 0
    /// How many blocks are open in which a failure is caught.
    var catcherCount = 0
    /// How many blocks are open that are never run.
    var deadCount = 0
    /// The variables of the `def` that the present file is sourced in; `nil` outside of one.
    var localsOfFile: NameTable<Knowledge.Variable>?
    /// The loops that are open in the present file or call.
    var loops: [LoopLanding] = []
    /// What is known where the open calls return early.
    var returns: [Knowledge?] = []
    /// The definitions that were come upon, and which of them were followed.
    var definitions: [Definition] = []
    var followed: Set<Definition.Place> = []
    /// The scripts that were sourced, by the bytes of their identities.
    var sourced: Set<[UInt8]> = []
    var sourcedCount = 0
    /// The identities of the scripts that the run may go through, but for the first.
    public internal(set) var sourcedIdentities: Set<String> = []
    /// How many rounds, calls and files are open that were checked once before.
    var repeatCount = 0
    /// How many statements were checked again.
    var effort = 0
    /// How many blocks are open that may be run or not, as only the run can know.
    var doubtCount = 0
    /// How many are open that may be run any number of times.
    var repetitionCount = 0
    /// How many blocks are open that are planned, and not run.
    var unnotedCount = 0
    /// Whether something was left out that the run may come to.
    public internal(set) var leavesOut = false
    /// How many names were compared where ways meet.
    private var comparisons = 0

    /// Makes a checker that starts from what is known of the session.
    public init(host: Host, knowledge: Knowledge, purpose: CheckPurpose = .check) {
        self.host = host
        self.purpose = purpose
        self.knowledge = knowledge
        file = SourceFile(name: "", origin: .argument, bytes: [])
    }

    /// Parses and checks a script, and what it sources.
    ///
    /// - Returns: What is wrong, each thing once, in the order of the source.
    public mutating func check(_ file: SourceFile) -> [Diagnostic] {
        findings = Findings()
        checkFile(file)
        checkUnusedDefinitions()
        return findings.inSourceOrder
    }

    /// Checks a block of a script that was checked before.
    ///
    /// - Returns: What is wrong, each thing once, in the order of the source.
    public mutating func check(_ block: Block, in file: SourceFile) -> [Diagnostic] {
        findings = Findings()
        self.file = file
        files = [file]
        _ = check(block)
        return findings.inSourceOrder
    }
}

/// What is known where the jumps of a loop lead.
///
/// It is not nested in the checker, whose hosts differ: it would be another type for each.
struct LoopLanding {
    /// Behind the loop.
    var behind: Knowledge?
    /// At the next round.
    var next: Knowledge?
}

/// What a script is gone through for.
public enum CheckPurpose: Sendable {
    /// To find what is wrong with it, whatever its caller gives it.
    case check
    /// To find out what it would do: parameters have their defaults, and long loops are followed.
    case plan
}

/// How sure it is that the run comes to a place.
public enum Reach: Sendable {
    /// It does.
    case certain
    /// It may, or not.
    case possible
    /// It may, any number of times.
    case repeated
}

extension Checker {
    /// The most rounds of a loop that are followed; a loop of more is checked once, for any value.
    var maximumRounds: Int { purpose == .plan ? 1_000_000 : 1_000 }

    /// How many statements may be checked again, as loops, calls and files are followed.
    var maximumEffort: Int { purpose == .plan ? 5_000_000 : 200_000 }

    /// How many names may be compared; from there on nothing is taken as known where ways meet.
    static var maximumComparisons: Int { 5_000_000 }

    /// The depth to which calls are followed.
    var maximumCallDepth: Int { purpose == .plan ? 200 : 20 }

    /// How many scripts may be sourced in all.
    static var maximumSourcedCount: Int { 1_000 }

    /// How deep scripts may source each other.
    public static var maximumSourceDepth: Int { 16 }

    /// How sure it is that the run comes here; `nil` where it never does.
    var reach: Reach? {
        if deadCount > 0 { return nil }
        return repetitionCount > 0 ? .repeated : doubtCount > 0 ? .possible : .certain
    }

    /// Whether enough was spent.
    var isTired: Bool { effort >= maximumEffort }

    /// Tells what is wrong with the words at a place.
    mutating func report(_ diagnostic: Diagnostic, _ range: SourceRange) {
        report(diagnostic.located(at: SourceLocation(file, range)))
    }

    /// Tells what is wrong.
    mutating func report(_ diagnostic: Diagnostic) {
        // To say what was meant takes longer than to check a statement.
        if repeatCount > 0 { effort += 100 }
        guard let id = diagnostic.id, deadCount > 0 || catcherCount > 0,
            host.isAboutCircumstances(id)
        else {
            add(diagnostic)
            return
        }
        // What is never run needs no circumstances.
        if deadCount == 0 { add(diagnostic.asWarning) }
    }

    /// Adds a finding. One that was found in another round already has cost much for nothing.
    private mutating func add(_ diagnostic: Diagnostic) {
        if !findings.add(diagnostic), repeatCount > 0 { effort += Self.costOfRepetition }
    }

    /// As how many statements it counts to come upon a finding again.
    private static var costOfRepetition: Int { 20 }

    /// Merges what is known on another way into what is known here.
    mutating func merge(_ other: Knowledge) { knowledge = merged(knowledge, other) }

    /// What is known where two ways meet, of which the first may not exist.
    mutating func merged(_ first: Knowledge?, _ other: Knowledge) -> Knowledge {
        guard var known = first else { return other }
        guard comparisons < Self.maximumComparisons else {
            known.forgetEverything()
            return known
        }
        comparisons += known.size
        known.merge(other)
        return known
    }

    /// The value of an expression, where it is known; tells what is wrong with it.
    mutating func value(of expression: Expression) -> Value? {
        checkForRanges(in: expression, .value)
        do throws(Diagnostic) {
            return try expression.value(in: knowledge)
        } catch {
            report(error, expression.range)
            return nil
        }
    }

    /// Finds words that were meant to be ranges. What was checked before is not looked at again.
    mutating func checkForRanges(in expression: Expression, _ place: RangeHabit.Place) {
        guard repeatCount == 0 else { return }
        func habit(_ word: Word, _ place: RangeHabit.Place) -> (text: String, habit: RangeHabit)? {
            guard word.quote == nil, word.range.count <= RangeHabit.maximumLength else {
                return nil
            }
            let bytes = file.bytes[word.range.lowerBound..<word.range.upperBound]
            guard place == .loop || bytes.contains(.dot) else { return nil }
            let text = file.text(in: word.range)
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

    /// The value of a word, where it is known; tells what is wrong with it.
    mutating func value(of word: Word) -> String? {
        do throws(Diagnostic) {
            return try word.argument(in: knowledge).value
        } catch {
            report(error, word.range)
            return nil
        }
    }

    /// The value of a word that must be of a type.
    mutating func value(of word: Word, as type: ValueType, for subject: String) -> String? {
        guard let value = value(of: word) else { return nil }
        guard type.isValid(value) else {
            report(CheckMessages.badValue(value, for: subject, type), word.range)
            return nil
        }
        return value
    }
}
