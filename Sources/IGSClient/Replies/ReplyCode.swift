/// A code as it stands in a reply: a number, a numeric string, or a word (PROTOCOL section 2, "Errors").
struct ReplyCode {
    /// The code as it stands.
    let text: String
    /// Nil for a word, and for numbers that no status is.
    let number: Int?

    /// Reads a value; nil where it is absent, empty, or nothing that a code can be.
    init?(_ value: JSONValue?) {
        guard let text = value?.identifier else { return nil }
        self.text = String(text.prefix(200))
        number = text.utf8.count <= 5 && text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
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
