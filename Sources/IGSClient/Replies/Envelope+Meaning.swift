/// What the words of a reply mean, whatever key they stand under and whatever numbers stand beside them:
/// Protocol, "Errors".
extension Envelope {
    /// The kind of error that the reply's own words give; nil if they give none.
    var errorKind: ServiceError.Kind? {
        if ReplyWords.isEmptyAccount(errorWords, sentences) { return .noCredits }
        if ReplyWords.isReview(errorWords, sentences) { return .rejected }
        if ReplyWords.isWrongKey(errorWords, sentences, isRefusal: saysNo) { return .unauthorized }
        if ReplyWords.isThrottling(errorWords) { return .throttled }
        return nil
    }

    /// Whether the reply speaks of a limit of requests.
    var speaksOfLimit: Bool { ReplyWords.speaksOfLimit(sentences) }

    /// Whether a code says that something is not there; of a query that is the task, or the route.
    var saysNotFound: Bool { !errorWords.isDisjoint(with: ReplyWords.notFoundCodes) }

    /// Whether the reply says that there is no such route, rather than no such task.
    var saysNoRoute: Bool { ReplyWords.isMissingRoute(errorWords, sentences) }

    /// Whether the reply says that there is no such task.
    var saysNoSuchTask: Bool { ReplyWords.isAbsence(errorWords, sentences) }

    /// Whether the reply says that our identifier has been used already.
    var saysTaken: Bool { ReplyWords.isTaken(errorWords, sentences) }

    /// Everything that the reply says, as it is searched.
    private var sentences: String { ReplyWords.sentence(texts.joined(separator: "\n")) }
}
