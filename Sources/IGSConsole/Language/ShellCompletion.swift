/// The word at the end of a line for the system's shell, and its completions: a program if the word
/// calls one, else a file.
struct ShellCompletion {
    /// The start of the word, in bytes of the line.
    let start: Int
    /// The word, without its quotes and backslashes.
    let word: String
    /// Whether it calls a program.
    let isProgram: Bool
    /// The quote that the word begins with and that is open at the end; nil if there is none.
    private let quote: Character?

    /// The characters that end a command, so that the next word calls a program.
    private static let separators: Set<Character> = ["|", "&", ";", "(", "`"]
    /// The characters that end a word and are followed by a file.
    private static let redirections: Set<Character> = ["<", ">"]

    /// Reads the words and quotes of a line, from its `!` to its end.
    init(endOf line: String) {
        var (start, word) = (line.endIndex, "")
        var (open, first, isEscaped) = (Character?.none, Character?.none, false)
        var callsProgram = true
        let command = line.firstIndex(of: "!").map { line[$0...].dropFirst() } ?? ""
        for (index, character) in zip(command.indices, command) {
            let isInWord = start < line.endIndex
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == open {
                open = nil
            } else if open != nil, character != "\\" || open == "'" {
                word.append(character)
            } else if open == nil, character.isWhitespace {
                // `X=1 ls` calls ls.
                if isInWord { callsProgram = callsProgram && word.contains("=") }
                start = line.endIndex
            } else if open == nil, Self.separators.union(Self.redirections).contains(character) {
                callsProgram = Self.separators.contains(character)
                start = line.endIndex
            } else {
                if !isInWord { (start, word, first) = (index, "", character) }
                if character == "\\" {
                    isEscaped = true
                } else if ["'", "\""].contains(character) {
                    open = character
                } else {
                    word.append(character)
                }
            }
        }
        self.start = line.utf8.distance(from: line.startIndex, to: start)
        self.word = start < line.endIndex ? word : ""
        isProgram = callsProgram
        quote = first == open ? open : nil
    }

    /// Returns a value as the shell reads it as one word, quoted as the typed word is.
    func candidate(_ value: CandidateValue) -> Completion.Candidate {
        let text =
            switch quote {
            case "'": "'" + value.value.replacing("'", with: "'\\''") + (value.endsWord ? "'" : "")
            case .some:
                "\"" + Self.escaping("\"\\$`", in: value.value) + (value.endsWord ? "\"" : "")
            case nil: Self.escaping(" \t\"'\\$`|&;<>()*?[]{}!#", in: value.value)
            }
        return .init(
            value: text, summary: value.summary, insertion: text, endsWord: value.endsWord)
    }

    private static func escaping(_ special: String, in text: String) -> String {
        text.reduce(into: "") { result, character in
            if special.contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}
