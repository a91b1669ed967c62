import Foundation

/// Finds the scopes of a text as an editor does that reads TextMate grammars: line by line, the first match wins.
///
/// No engine of that kind is packaged; this one supports what the grammar of igs uses: match, begin, end, patterns,
/// include and captures. It uses ICU's regular expressions in place of Oniguruma's; they mean the same as far as the
/// grammar uses them.
package struct TextMateTokenizer {
    private final class Rule {
        let name: String?
        let match: NSRegularExpression?
        let begin: NSRegularExpression?
        let end: NSRegularExpression?
        let captures: [Int: String]
        let include: String?
        let children: [Rule]

        init(_ json: [String: Any]) throws {
            func expression(_ key: String) throws -> NSRegularExpression? {
                try (json[key] as? String).map { try NSRegularExpression(pattern: $0) }
            }
            name = json["name"] as? String
            match = try expression("match")
            begin = try expression("begin")
            end = try expression("end")
            include = json["include"] as? String
            let captures = json["captures"] as? [String: [String: String]] ?? [:]
            self.captures = Dictionary(
                uniqueKeysWithValues: captures.compactMap { key, value in
                    Int(key).flatMap { number in value["name"].map { (number, $0) } }
                })
            children = try (json["patterns"] as? [[String: Any]] ?? []).map(Rule.init)
        }
    }

    private let rules: [Rule]
    private let repository: [String: Rule]

    /// Reads a grammar.
    package init(_ grammar: String) throws {
        let json = try JSONSerialization.jsonObject(with: Data(grammar.utf8)) as? [String: Any]
        rules = try (json?["patterns"] as? [[String: Any]] ?? []).map(Rule.init)
        repository = try (json?["repository"] as? [String: [String: Any]] ?? [:]).mapValues(
            Rule.init)
    }

    /// Returns the innermost scope of each byte of a text; empty if it has none.
    package func scopes(of text: String) -> [String] {
        var scopes: [String] = []
        var open: [Rule] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(line) + "\n"
            let units = self.units(of: line, &open)
            for (unit, character) in zip(units, line.utf16.indices) {
                // A surrogate pair has as many bytes as its two units together.
                let next = line.utf16.index(after: character)
                let bytes = line.utf8.distance(from: character, to: next)
                scopes += Array(repeating: unit, count: bytes)
            }
        }
        scopes.removeLast()
        return scopes
    }

    /// Returns the scopes of a line's UTF-16 units.
    private func units(of line: String, _ open: inout [Rule]) -> [String] {
        let length = line.utf16.count
        var scopes = Array(repeating: "", count: length)
        func paint(_ range: NSRange, _ name: String?) {
            guard let name, range.location != NSNotFound else { return }
            for unit in range.location..<range.location + range.length { scopes[unit] = name }
        }
        var position = 0
        while position <= length {
            let rest = NSRange(location: position, length: length - position)
            let inside = open.last
            var best: (rule: Rule, found: NSTextCheckingResult, ends: Bool)?
            let end = inside?.end?.firstMatch(in: line, range: rest, bounds)
            if let inside, let end { best = (inside, end, true) }
            for rule in flattened(inside?.children ?? rules) {
                guard
                    let found = (rule.match ?? rule.begin)?.firstMatch(
                        in: line, range: rest, bounds)
                else { continue }
                if best.map({ found.range.location < $0.found.range.location }) ?? true {
                    best = (rule, found, false)
                }
            }
            let stop = best?.found.range.location ?? length
            paint(NSRange(location: position, length: stop - position), inside?.name)
            guard let best else { break }
            let range = best.found.range
            paint(range, best.rule.name ?? (best.ends ? nil : inside?.name))
            if best.ends {
                open.removeLast()
            } else {
                for (number, name) in best.rule.captures {
                    paint(best.found.range(at: number), name)
                }
                if best.rule.begin != nil { open.append(best.rule) }
            }
            let isStuck = range.length == 0 && !best.ends && best.rule.begin == nil
            position = range.location + range.length + (isStuck ? 1 : 0)
            if range.length == 0, best.ends, position >= length { break }
        }
        return scopes
    }

    private let bounds: NSRegularExpression.MatchingOptions = [
        .withTransparentBounds, .withoutAnchoringBounds,
    ]

    private func flattened(_ rules: [Rule]) -> [Rule] {
        rules.flatMap { rule in
            rule.include.flatMap { repository[String($0.dropFirst())] }.map { flattened([$0]) }
                ?? [rule]
        }
    }
}

extension NSRegularExpression {
    fileprivate func firstMatch(
        in text: String, range: NSRange, _ options: MatchingOptions
    ) -> NSTextCheckingResult? {
        firstMatch(in: text, options: options, range: range)
    }
}
