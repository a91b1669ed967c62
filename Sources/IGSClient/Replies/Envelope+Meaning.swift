/// What the words of a reply mean, whatever key they stand under and whatever numbers stand beside them (PROTOCOL section 2, "Errors").
extension Envelope {
    /// The kind of error that the reply's own words give; nil where they give none.
    var errorKind: ServiceError.Kind? {
        if names(Self.emptyAccountCodes) || says(Self.emptyAccountTexts) { return .noCredits }
        if names(Self.reviewCodes) || says(Self.reviewTexts) { return .rejected }
        if names(Self.keyCodes) || saysNo && speaksOfKey { return .unauthorized }
        if names(Self.throttlingCodes) { return .throttled }
        return nil
    }

    /// Whether a word by itself says that a task has ended, and why: it stands where the status should.
    static func isReason(_ word: String) -> Bool {
        let word = word.plainWord
        return reviewCodes.contains(word) || emptyAccountCodes.contains(word)
    }

    /// Whether a code says that something is not there; of a query that is the task, or the route.
    var saysNotFound: Bool { !errorWords.isDisjoint(with: Self.notFoundCodes) }

    /// Whether the reply says that there is no such route, rather than no such task.
    var saysNoRoute: Bool {
        says([
            "invalid url", "cannot get /", "cannot post /", "route not found", "no such route",
            "unknown route", "unknown endpoint", "endpoint not found", "no route matches",
        ])
    }

    /// Whether the reply says that there is no such task.
    var saysNoSuchTask: Bool {
        guard errorWords.isDisjoint(with: Self.absenceCodes) else { return true }
        let text = text
        return text.contains("task")
            && ["not found", "not exist", "no such", "unknown task", "invalid task id"]
                .contains { text.contains($0) }
    }

    /// Whether the message says that our identifier has been used already.
    var saysTaken: Bool {
        guard errorWords.isDisjoint(with: Self.takenCodes) else { return true }
        let text = text
        let namesOurs = text.contains("out task id") || text.contains("outtaskid")
        let words = ["exists", "already", "been used", "in use", "taken", "twice", "duplicate"]
        if namesOurs, words.contains(where: text.contains) { return true }
        let isRepeated = [
            "already exist", "already been used", "already used", "already in use",
            "already submitted", "already been submitted", "already taken", "duplicate", "repeated",
            "must be unique", "not unique", "exists already",
        ].contains { text.contains($0) }
        return isRepeated && (text.contains("task") || text.contains("id"))
    }

    /// Whether a text reads as the words of a safety review, or of a model that declines to paint.
    static func readsAsRefusal(_ text: String) -> Bool {
        let text = plain(text)
        return
            (reviewTexts + [
                "policy", "policies", "guideline", "violat", "inappropriate", "not allowed",
                "can't help", "cannot help", "can't create", "cannot create", "can't generate",
                "cannot generate", "unable to", "i'm sorry", "safety",
            ]).contains { text.contains($0) }
    }
}

private extension Envelope {
    static let emptyAccountCodes = plainWords([
        "insufficient_quota", "insufficient_user_quota", "insufficient_credits",
        "insufficient_credit", "insufficient_balance", "insufficient_funds",
        "billing_hard_limit_reached", "not_enough_credits", "no_credits", "out_of_credits",
        "payment_required", "arrearage", "no_balance", "balance_not_enough", "credits_exhausted",
    ])
    static let emptyAccountTexts = [
        "not enough credit", "not enough balance", "no credits", "no credit left",
        "insufficient credit", "insufficient balance", "insufficient quota",
        "insufficient user quota", "insufficient fund", "out of credits",
        "billing hard limit reached", "余额不足", "额度不足", "积分不足",
    ]
    static let reviewCodes = plainWords([
        "moderation_blocked", "content_policy_violation", "content_filter", "content_filtered",
        "content_violation", "sensitive_words", "sensitive_word", "sensitive_content",
        "policy_violation", "safety_violation", "safety_violations", "prompt_blocked",
        "content_moderation", "moderation_failed", "nsfw", "responsible_ai_policy_violation",
        "data_inspection_failed", "request_moderated", "content_moderated", "prohibited_content",
        "image_safety", "unsafe_content", "inappropriate_content", "prompt_rejected",
        "risk_content",
    ])
    static let reviewTexts = [
        "safety violations", "moderation blocked", "content policy", "content filter",
        "sensitive word", "sensitive content", "rejected by the safety", "safety system",
        "policy violation", "violates our", "violates the", "敏感", "违规",
    ]
    static let keyCodes = plainWords([
        "invalid_api_key", "authentication_error", "invalid_token", "token_invalid",
        "token_expired", "unauthorized", "missing_api_key", "invalid_authentication", "invalid_key",
        "access_token_invalid", "authentication_failed",
    ])
    static let throttlingCodes = plainWords([
        "rate_limit_error", "rate_limit_exceeded", "rate_limited", "too_many_requests",
        "throttling", "request_limit_exceeded", "concurrency_limit_exceeded",
    ])
    static let absenceCodes = plainWords([
        "task_not_exist", "task_not_exists", "task_not_found", "invalid_task_id", "no_such_task",
        "no_task", "task_id_not_found",
    ])
    static let notFoundCodes = plainWords([
        "not_found", "resource_not_found", "record_not_found", "not_exist",
    ])
    static let takenCodes = plainWords([
        "duplicate_task", "duplicate_out_task_id", "out_task_id_exists", "task_already_exists",
        "task_exists", "already_exists", "duplicate_request", "duplicate", "conflict",
    ])

    /// The message as it is searched.
    var text: String { Self.plain(message) }

    /// In lower case, with blanks for underscores and hyphens: codes stand in messages, too.
    static func plain(_ text: String) -> String {
        String(text.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
    }

    static func plainWords(_ words: [String]) -> Set<String> { Set(words.map(\.plainWord)) }

    func names(_ codes: Set<String>) -> Bool { !errorWords.isDisjoint(with: codes) }

    func says(_ texts: [String]) -> Bool {
        let text = text
        return texts.contains { text.contains($0) }
    }

    /// Whether the message is about the key, which some services call a token.
    var speaksOfKey: Bool {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        return words.contains("token") || words.contains("key") || words.contains("apikey")
            || text.contains("令牌")
    }
}
