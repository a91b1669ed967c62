/// One thing to tell the user about a script or a command: what is wrong, where, and how to mend it.
///
/// Every stage reports through this type: lexing, parsing, checking and running. The wording lives
/// in one catalogue per stage (``SyntaxMessages`` is the first of them), never where the problem is
/// found.
public struct Diagnostic: Error, Sendable {
    /// How bad it is.
    public enum Severity: String, Sendable {
        /// The command or the script cannot run or did not succeed.
        case error
        /// It can run, and probably does not do what was meant.
        case warning
        /// Worth knowing.
        case note
    }

    /// A replacement that would mend the source.
    public struct Fix: Sendable {
        /// What to replace.
        public let range: SourceRange
        /// What to put there.
        public let replacement: String

        /// Makes a fix.
        public init(range: SourceRange, replacement: String) {
            self.range = range
            self.replacement = replacement
        }
    }

    /// The stable identifier, such as `E0203`; `nil` for a plain note.
    public let id: String?
    /// How bad it is.
    public let severity: Severity
    /// One line, in lower case, without a full stop, naming the text at fault.
    public let message: String
    /// What was expected, what exists, what to do: a line each.
    public var notes: [String]
    /// The place; `nil` until a stage that knows it has filled it in.
    public var location: SourceLocation?
    /// A replacement that would mend it, where there is one.
    public var fix: Fix?
    /// What probably was meant; it becomes the fix where the place turns out to hold the mistake.
    private var correction: Correction?
    /// The words at fault, where they are a part of those that a stage knows the place of.
    private var part: SourceRange?

    /// Makes a diagnostic.
    ///
    /// - Parameter correction: What probably was meant: the first note asks.
    public init(
        _ severity: Severity, id: String? = nil, _ message: String,
        correction: Correction? = nil, notes: [String] = [], at location: SourceLocation? = nil,
        fix: Fix? = nil
    ) {
        self.severity = severity
        self.id = id
        self.message = message
        self.correction = correction
        self.notes = (correction?.question.map { [$0] } ?? []) + notes
        self.location = location
        self.fix = fix
    }

    /// The same diagnostic with a place, unless it has one already.
    public func located(at location: @autoclosure () -> SourceLocation) -> Diagnostic {
        guard self.location == nil else { return self }
        var copy = self
        var location = location()
        if let part { location = SourceLocation(location.file, part) }
        copy.location = location
        copy.fix = fix ?? correction?.fix(in: location, isExpansion: part != nil)
        return copy
    }

    /// The same diagnostic about a part of the words whose place it will be given.
    func about(_ part: SourceRange) -> Diagnostic {
        var copy = self
        copy.part = part
        return copy
    }

    /// The same diagnostic with the page of the help that a command has, as its last note.
    func explained(by signature: Signature) -> Diagnostic {
        var copy = self
        copy.notes.append("'help \(signature.name)' explains it")
        return copy
    }

    /// The same finding as a warning: `E0231` becomes `W0231`.
    package var asWarning: Diagnostic {
        Diagnostic(
            .warning, id: id.map { "W" + $0.dropFirst() }, message, notes: notes, at: location,
            fix: fix)
    }
}
