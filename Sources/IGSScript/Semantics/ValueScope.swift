/// Where expansions find their values: in the session's variables during a run, or in what is known about
/// them before it.
public protocol ValueScope {
    /// Returns what a subject stands for.
    func lookUp(_ subject: Expansion.Subject) -> Lookup

    /// Returns the diagnostic of an expansion whose subject is ambiguous, or is not defined and has no
    /// default.
    func undefined(_ expansion: Expansion) -> Diagnostic
}

/// The result of looking up a name.
public enum Lookup: Sendable {
    /// It has this value.
    case value(Value)
    /// It will have a value when the script runs.
    case computed
    /// It does not exist.
    case undefined
    /// It stands for several things, but one is needed; no default takes its place.
    case ambiguous
}

extension Word {
    /// Returns the word's value in a scope.
    ///
    /// - Throws: ``Diagnostic`` if an expansion is undefined.
    public func argument(in scope: some ValueScope) throws(Diagnostic) -> Call.Argument {
        switch content {
        case .literal(let text):
            return Call.Argument(word: self, value: text, quotedByteCount: quotedCount)
        case .segments(let segments):
            let quoted = try Self.text(of: segments.prefix(quotedCount), in: scope)
            let rest = try Self.text(of: segments.dropFirst(quotedCount), in: scope)
            guard let quoted, let rest else {
                return Call.Argument(word: self, value: nil, quotedByteCount: 0)
            }
            return Call.Argument(
                word: self, value: quoted + rest, quotedByteCount: quoted.utf8.count)
        }
    }

    /// The greatest length of a text or a list with expansions in it, in UTF-8 bytes: 16 MiB.
    static var maximumComputedLength: Int { 16 << 20 }

    /// Returns the text of some segments; `nil` if it still has to be computed.
    private static func text(
        of segments: ArraySlice<Segment>, in scope: some ValueScope
    ) throws(Diagnostic) -> String? {
        var result: String? = ""
        for segment in segments {
            switch segment {
            case .text(let text): result?.append(text)
            case .expansion(let expansion):
                if let text = try text(of: expansion, in: scope) {
                    result?.append(text)
                } else {
                    result = nil
                }
            }
            if let length = result?.utf8.count, length > maximumComputedLength {
                throw CheckMessages.textTooLong(limit: maximumComputedLength)
            }
        }
        return result
    }

    private static func text(
        of expansion: Expansion, in scope: some ValueScope
    ) throws(Diagnostic) -> String? {
        switch scope.lookUp(expansion.subject) {
        case .value(let value): return value.text
        case .computed: return nil
        case .ambiguous: throw scope.undefined(expansion).about(expansion.range)
        case .undefined:
            guard let fallback = expansion.fallback else {
                throw scope.undefined(expansion).about(expansion.range)
            }
            return try text(of: fallback[...], in: scope)
        }
    }
}

extension Expression {
    /// Returns the expression's value in a scope; `nil` if it still has to be computed.
    ///
    /// A word that consists of one variable has that variable's value, list or string.
    ///
    /// - Throws: ``Diagnostic`` if an expansion is undefined, if an end of a range is not a number, or if
    ///   a range has more than ``maximumRangeCount`` elements.
    public func value(in scope: some ValueScope) throws(Diagnostic) -> Value? {
        switch self {
        case .word(let word):
            if word.quote == nil, case .segments(let segments) = word.content, segments.count == 1,
                case .expansion(let expansion) = segments[0],
                case .value(let value) = scope.lookUp(expansion.subject)
            {
                return value
            }
            return try word.argument(in: scope).value.map(Value.string)
        case .list(let words, _):
            var elements: [String] = []
            var isKnown = true
            var length = 0
            for word in words {
                guard let element = try word.argument(in: scope).value else {
                    isKnown = false
                    continue
                }
                length += element.utf8.count
                guard length <= Word.maximumComputedLength || word.literal != nil else {
                    throw CheckMessages.textTooLong(limit: Word.maximumComputedLength)
                }
                elements.append(element)
            }
            return isKnown ? .list(elements) : nil
        case .range(let first, let last, _):
            guard let numbers = try Self.numbers(first, last, in: scope) else { return nil }
            return .list(numbers.map(String.init))
        }
    }
}
