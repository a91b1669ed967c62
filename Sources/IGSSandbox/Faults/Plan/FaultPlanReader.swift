import FoundationEssentials

/// Reads plans.
///
/// A plan is text; `#` begins a comment, where a word could begin. A line is one of
///
///     seed NUMBER
///     duplicates reject [WORDING]|return-first|charge-twice
///     WHERE [WHEN…] FAULT [ARGUMENTS]
///
/// where WHERE is `submit`, `query`, `download` or `balance`, and each WHEN one of `N`, `N-M`, `N-`, `every N`, `each N`, `each N-M`, `P%`,
/// `has WORD` or `has "some words"`.
package struct FaultPlanReader {
    private static let maximumByteCount = 1 << 20

    private var plan = FaultPlan()
    private var mistakes: [FaultPlanError.Mistake] = []

    /// Reads a plan's file.
    package static func read(path: String) throws(FaultPlanError) -> FaultPlan {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FaultPlanError(
                path: path, mistakes: [.init(line: nil, message: "the file cannot be read")])
        }
        guard data.count <= maximumByteCount else {
            throw FaultPlanError(
                path: path, mistakes: [.init(line: nil, message: "the file is larger than 1 MiB")])
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw FaultPlanError(
                path: path, mistakes: [.init(line: nil, message: "the file is not UTF-8 text")])
        }
        return try read(text, path: path)
    }

    /// Reads a plan's text.
    ///
    /// - Parameter path: what errors call it.
    package static func read(_ text: String, path: String) throws(FaultPlanError) -> FaultPlan {
        var reader = FaultPlanReader()
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            do throws(Mistake) {
                try reader.read(line, number: index + 1)
            } catch {
                reader.mistakes.append(.init(line: index + 1, message: error.message))
            }
        }
        guard reader.mistakes.isEmpty else {
            throw FaultPlanError(path: path, mistakes: reader.mistakes)
        }
        return reader.plan
    }
}

extension FaultPlanReader {
    private struct Mistake: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    private mutating func read(_ line: Substring, number: Int) throws(Mistake) {
        var words = try Self.words(of: line)[...]
        guard let first = words.popFirst() else { return }
        switch first {
        case "seed":
            guard let text = words.popFirst(), let seed = UInt64(text), words.isEmpty else {
                throw Mistake("seed takes one number, from 0 to \(UInt64.max)")
            }
            plan.seed = seed
        case "duplicates":
            guard let text = words.popFirst(), let policy = DuplicatePolicy(rawValue: text) else {
                throw Mistake("duplicates takes one of \(Self.list(DuplicatePolicy.allCases))")
            }
            if policy == .reject, let text = words.popFirst() {
                guard let wording = DuplicateWording(rawValue: text) else {
                    throw Mistake(
                        "duplicates reject takes one of \(Self.list(DuplicateWording.allCases))")
                }
                plan.duplicateWording = wording
            }
            guard words.isEmpty else {
                throw Mistake("duplicates \(text) takes nothing more")
            }
            plan.duplicates = policy
        default:
            guard let place = FaultPlace(rawValue: first) else {
                throw Mistake(
                    "a line begins with seed, duplicates, \(Self.list(FaultPlace.allCases)), not '\(first)'"
                )
            }
            plan.rules.append(try Self.rule(at: place, words, line: number))
        }
    }

    private static func rule(
        at place: FaultPlace, _ words: ArraySlice<String>, line: Int
    ) throws(Mistake) -> FaultRule {
        var words = words
        var conditions: [FaultCondition] = []
        while let condition = try condition(&words) { conditions.append(condition) }
        guard let word = words.popFirst() else { throw Mistake("a fault is missing") }
        guard let fault = FaultCatalogue.fault(word) else {
            throw Mistake("there is no fault '\(word)'; igs-sandbox --list-faults lists them")
        }
        guard fault.places.contains(place) else {
            throw Mistake("\(word) happens at \(list(fault.places)), not at \(place.rawValue)")
        }
        var arguments = FaultArguments(for: fault)
        for word in words where !arguments.take(word) {
            throw Mistake("'\(word)' is not an argument of \(fault.word): \(fault.usage)")
        }
        let rule = FaultRule(
            line: line, place: place, conditions: conditions, fault: fault, arguments: arguments)
        guard !rule.cutsRequest || conditions.allSatisfy(\.isKnownAtOnce) else {
            throw Mistake(
                "\(word) happens before the task is known, so it takes no each, done, within or has"
            )
        }
        return rule
    }

    /// Reads a condition at the front, if there is one.
    private static func condition(
        _ words: inout ArraySlice<String>
    ) throws(Mistake) -> FaultCondition? {
        guard let first = words.first else { return nil }
        switch first {
        case "every":
            guard let count = words.dropFirst().first.flatMap({ Int($0) }), count > 0 else {
                throw Mistake("every takes a number from 1")
            }
            words = words.dropFirst(2)
            return .every(count)
        case "each", "done", "within":
            guard let condition = FaultCondition(first, words.dropFirst().first) else {
                throw Mistake("\(first) takes \(FaultCondition.wordsAboutTask[first] ?? "")")
            }
            words = words.dropFirst(2)
            return condition
        case "has":
            guard let text = words.dropFirst().first, !text.isEmpty else {
                throw Mistake("has takes a word, or several in double quotes")
            }
            words = words.dropFirst(2)
            return .prompt(text)
        case _ where first.hasSuffix("%"):
            guard let percent = Double(first.dropLast()), (0...100).contains(percent) else {
                throw Mistake("a share is from 0% to 100%, not \(first)")
            }
            words = words.dropFirst()
            return .share(percent / 100)
        case _ where first.first?.isNumber == true:
            guard let range = FaultCondition.range(first) else {
                throw Mistake("'\(first)' is neither a number from 1 nor a range such as 1-3 or 4-")
            }
            words = words.dropFirst()
            return .numbers(range)
        default:
            return nil
        }
    }

    /// Splits a line at blanks outside double quotes, and removes the comment.
    private static func words(of line: Substring) throws(Mistake) -> [String] {
        var words: [String] = []
        var rest = line.drop(while: \.isWhitespace)
        while let first = rest.first, first != "#" {
            if first == "\"" {
                rest = rest.dropFirst()
                guard let end = rest.firstIndex(of: "\"") else {
                    throw Mistake("a double quote is not closed")
                }
                words.append(String(rest[..<end]))
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { !$0.isWhitespace }
                words.append(String(word))
                rest = rest.dropFirst(word.count)
            }
            rest = rest.drop(while: \.isWhitespace)
        }
        return words
    }

    private static func list<Word: RawRepresentable<String>>(_ words: [Word]) -> String {
        let texts = words.map(\.rawValue)
        return texts.count < 2
            ? texts.joined()
            : texts.dropLast().joined(separator: ", ") + " or \(texts[texts.count - 1])"
    }
}
