import IGSRuntime
import IGSScript

/// What a script says of itself as a test, in comments on lines of their own.
///
/// `# CHECK: text` is the next line of its standard output, `# CHECKERR: text` of its standard
/// error, `# EXIT: 3` its exit code, and `# ARGS: words` what it is run with. See the article <doc:TestFiles>.
struct TestExpectations: Sendable {
    /// An expected line.
    struct Line: Sendable {
        let pattern: LinePattern
        /// The place in the script that expects it.
        let location: SourceLocation
    }

    /// The lines of standard output; if there are none, any output will do.
    private(set) var output: [Line] = []
    /// The lines of standard error; if there are none, any output will do.
    private(set) var errors: [Line] = []
    /// The exit code, and its place in the script, if it is stated.
    private(set) var exit: (code: Int32, location: SourceLocation?) = (0, nil)
    /// What the script is run with; `nil` if it does not say.
    private(set) var arguments: TestArguments?

    /// Whether the script says nothing.
    var isEmpty: Bool {
        output.isEmpty && errors.isEmpty && exit.location == nil && arguments == nil
    }

    /// Reads the directives of a script.
    ///
    /// - Throws: ``Failure`` with all that is wrong with them.
    init(_ file: SourceFile) throws(Failure) {
        var problems: [Diagnostic] = []
        var start = 0
        while start < file.bytes.count {
            let newline = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline ?? file.bytes.count
            if let directive = Directive(file, start, end) {
                do throws(Diagnostic) {
                    try take(directive)
                } catch {
                    problems.append(error)
                }
            }
            start = end + 1
        }
        if !problems.isEmpty { throw Failure(problems, code: .failure) }
    }

    private mutating func take(_ directive: Directive) throws(Diagnostic) {
        switch directive.name {
        case "CHECK": output.append(try line(directive))
        case "CHECKERR": errors.append(try line(directive))
        case "EXIT":
            let text = directive.text.filter { $0 != " " && $0 != "\t" }
            guard let code = UInt8(text) else {
                throw TestMessages.badExitCode(text, at: directive.location)
            }
            guard exit.location == nil else {
                throw TestMessages.exitTwice(at: directive.location)
            }
            exit = (Int32(code), directive.location)
        case "ARGS":
            guard arguments == nil else {
                throw TestMessages.argumentsTwice(at: directive.location)
            }
            arguments = try TestArguments(
                directive.textRange, of: directive.location.file, at: directive.location)
        default: throw TestMessages.unknownDirective(directive.name, at: directive.location)
        }
    }

    private func line(_ directive: Directive) throws(Diagnostic) -> Line {
        do throws(LinePattern.Problem) {
            return Line(pattern: try LinePattern(directive.text), location: directive.location)
        } catch {
            throw TestMessages.badPattern(error, at: directive.location)
        }
    }
}

/// A line that is a comment of the form `# NAME: text`, with a name that means something here.
private struct Directive {
    let name: String
    /// What follows the colon, and a blank after it.
    let text: String
    let textRange: SourceRange
    let location: SourceLocation

    private static let names: Set = ["EXIT", "ARGS"]

    init?(_ file: SourceFile, _ start: Int, _ end: Int) {
        let end = end > start && file.bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
        let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        let line = file.bytes[start..<end]
        let comment = line.drop(while: blanks.contains)
        guard comment.first == UInt8(ascii: "#") else { return nil }
        let words = comment.dropFirst().drop(while: blanks.contains)
        let name = words.prefix { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
        let rest = words.dropFirst(name.count)
        self.name = String(decoding: name, as: UTF8.self)
        guard rest.first == UInt8(ascii: ":"),
            Self.names.contains(self.name) || self.name.hasPrefix("CHECK")
        else { return nil }
        var text = rest.dropFirst()
        if text.first.map(blanks.contains) == true { text = text.dropFirst() }
        self.text = String(decoding: text, as: UTF8.self)
        textRange = SourceRange(text.startIndex, end)
        location = SourceLocation(file, SourceRange(comment.startIndex, end))
    }
}
