/// What the words of a reply mean, whatever key they have and whatever numbers accompany them:
/// Protocol, "Errors".
extension Envelope {
    /// The kind of error that the reply's own words name; nil if they name none.
    var errorKind: ServiceError.Kind? {
        if ReplyWords.isEmptyAccount(errorWords, sentences) { return .noCredits }
        if ReplyWords.isReview(errorWords, sentences) { return .rejected }
        if ReplyWords.isWrongKey(errorWords, sentences, isRefusal: saysNo) { return .unauthorized }
        if ReplyWords.isThrottling(errorWords) { return .throttled }
        return nil
    }

    /// Whether the reply mentions a limit of requests.
    var speaksOfLimit: Bool { ReplyWords.speaksOfLimit(sentences) }

    /// Whether a code says that something does not exist; for a query, that is the task or the route.
    var saysNotFound: Bool { !errorWords.isDisjoint(with: ReplyWords.notFoundCodes) }

    /// Whether the reply says that the route does not exist, rather than the task.
    var saysNoRoute: Bool { ReplyWords.isMissingRoute(errorWords, sentences) }

    /// Whether the reply says that the task does not exist.
    var saysNoSuchTask: Bool { ReplyWords.isAbsence(errorWords, sentences) }

    /// Whether the reply says that our identifier has been used already.
    var saysTaken: Bool { ReplyWords.isTaken(errorWords, sentences) }

    /// All texts of the reply, in the form in which they are searched.
    private var sentences: String { ReplyWords.sentence(texts.joined(separator: "\n")) }
}
