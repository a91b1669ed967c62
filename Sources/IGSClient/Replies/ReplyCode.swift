/// A code as it stands in a reply: a number, a numeric string, or a word (Protocol, "Errors").
struct ReplyCode {
    /// The code as it stands.
    let text: String
    /// Nil for a word, and for numbers that no status is: neither 0 nor 100 to 599.
    let number: Int?

    /// Whether it is a number that no status is, and whose meaning only its service knows.
    let isForeign: Bool

    /// Reads a value; nil where it is absent, empty, or nothing that a code can be.
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

    /// What says that all is well.
    static let successWords: Set<String> = [
        "success", "succeed", "succeeded", "successful", "successfully", "ok", "done", "completed",
        "finished",
    ]
}
