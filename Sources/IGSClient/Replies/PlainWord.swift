extension StringProtocol {
    /// The text in lower case, without blanks, underscores and hyphens: `task_id`, `taskId` and `Task-ID` are one word.
    ///
    /// Keys and codes of replies are compared in this form: every client has seen another spelling of them.
    var plainWord: String {
        String(lowercased().filter { $0 != "_" && $0 != "-" && !$0.isWhitespace })
    }
}
