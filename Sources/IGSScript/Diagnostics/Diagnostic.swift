/// One message to the user about a script or a command: what is wrong, where, and how to fix it.
///
/// Every stage reports through this type: lexing, parsing, checking and running. The wording is in
/// one catalogue per stage (``SyntaxMessages`` is the first of them), never in the code that finds
/// the problem.
public struct Diagnostic: Error, Sendable {
    /// How serious it is.
    public enum Severity: String, Sendable {
        /// The command or the script cannot run or did not succeed.
        case error
        /// It can run, but probably does not do what was meant.
        case warning
        /// Worth knowing.
        case note
    }

    /// A replacement that would fix the source.
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

    /// What it is about; `nil` for a plain note.
    public let id: DiagnosticID?
    /// How serious it is.
    public private(set) var severity: Severity
    /// One line, in lower case, without a full stop, that names the text at fault.
    public let message: String
    /// What was expected, what exists, what to do: one line each.
    public var notes: [String]
    /// The place; `nil` until a stage that knows it sets it.
    public var location: SourceLocation?
    /// A replacement that would fix the problem, if there is one.
    public var fix: Fix?
    /// What was probably meant; it becomes the fix if the place turns out to contain the mistake.
    private var correction: Correction?
    /// The words at fault, if they are only a part of those whose place a stage knows.
    private var part: SourceRange?

    /// Makes a diagnostic with the severity of its identifier.
    ///
    /// - Parameter correction: What was probably meant: the first note asks.
    public init(
        _ id: DiagnosticID, _ message: String, correction: Correction? = nil,
        notes: [String] = [], at location: SourceLocation? = nil, fix: Fix? = nil
    ) {
        self.id = id
        self.severity = id.severity
        self.message = message
        self.correction = correction
        self.notes = (correction?.question.map { [$0] } ?? []) + notes
        self.location = location
        self.fix = fix
    }

    /// Makes a diagnostic without an identifier to look up.
    public init(
        _ severity: Severity, _ message: String, notes: [String] = [],
        at location: SourceLocation? = nil, fix: Fix? = nil
    ) {
        id = nil
        self.severity = severity
        self.message = message
        self.notes = notes
        self.location = location
        self.fix = fix
    }

    /// The identifier as it is shown: `E0231`, or `W0231` after the error became a warning.
    public var shownID: String? {
        guard let id else { return nil }
        return (severity == .error ? "E" : "W") + id.number
    }

    /// Returns the same diagnostic with a place, unless it has one already.
    public func located(at location: @autoclosure () -> SourceLocation) -> Diagnostic {
        guard self.location == nil else { return self }
        var copy = self
        var location = location()
        if let part { location = SourceLocation(location.file, part) }
        copy.location = location
        copy.fix = fix ?? correction?.fix(in: location, isExpansion: part != nil)
        return copy
    }

    /// Returns the same diagnostic about a part of the words whose place it will be given.
    func about(_ part: SourceRange) -> Diagnostic {
        var copy = self
        copy.part = part
        return copy
    }

    /// Returns the same diagnostic with a command's page of the help as its last note.
    func explained(by signature: Signature) -> Diagnostic {
        var copy = self
        copy.notes.append("'help \(signature.name)' explains it")
        return copy
    }

    /// The same finding as a warning: `E0231` becomes `W0231`.
    package var asWarning: Diagnostic {
        var copy = self
        copy.severity = .warning
        return copy
    }
}
