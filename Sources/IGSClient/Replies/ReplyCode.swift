/// A code as it stands in a reply: a number, a numeric string, or a word (Protocol, "Errors").
struct ReplyCode {
    /// The code as it stands.
    let text: String
    /// The number; nil for a word, and for numbers that are not a status: neither 0 nor 100 to 599.
    let number: Int?

    /// Whether it is a number that is not a status, and whose meaning only its service knows.
    let isForeign: Bool

    /// Reads a value; nil if it is absent, empty, or cannot be a code.
    init?(_ value: JSONValue?) {
        guard let text = value?.identifier else { return nil }
        self.text = String(text.prefix(200))
        let digits = text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
        isForeign = digits.map { $0 != 0 && !(100..<600).contains($0) } ?? false
        number = isForeign ? nil : digits
    }

    /// Whether the code says that all is well.
    var isSuccess: Bool {
        if let number { return number == 0 || (200..<300).contains(number) }
        return Self.successWords.contains(text.plainWord)
    }

    /// The words that say that all is well.
    static let successWords: Set<String> = [
        "success", "succeed", "succeeded", "successful", "successfully", "ok", "done", "completed",
        "finished",
    ]
}
