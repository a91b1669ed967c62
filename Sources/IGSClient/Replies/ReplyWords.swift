/// The words by which services say why there is no picture, as codes and in sentences (Protocol, "Errors").
///
/// Codes are compared as ``Swift/String/plainWord``s, sentences in the form that ``sentence(_:)``
/// gives them.
enum ReplyWords {
    /// Returns a text in lower case, with blanks in place of underscores and hyphens, because messages
    /// contain codes, too.
    static func sentence(_ text: String) -> String {
        String(
            text.lowercased().map { character in
                switch character {
                case "_", "-": " "
                case "\u{2019}": "'"
                default: character
                }
            })
    }

    static func isEmptyAccount(_ codes: Set<String>, _ text: String) -> Bool {
        if !codes.isDisjoint(with: emptyAccountCodes) { return true }
        if emptyAccountTexts.contains(where: text.mentions) { return true }
        let isOfMoney = ["credit", "balance", "quota", "points", "funds"].contains(
            where: text.mentions)
        let isEmpty = [
            "insufficient", "not enough", "n't have enough", "too low", "exhausted", "used up",
            "exceeded your current", "no remaining",
        ].contains(where: text.mentions)
        return isOfMoney && isEmpty && !text.mentions("rate limit")
    }

    static func isReview(_ codes: Set<String>, _ text: String) -> Bool {
        if !codes.isDisjoint(with: reviewCodes) { return true }
        if reviewTexts.contains(where: text.mentions) { return true }
        return text.mentions("violat")
            && ["polic", "guideline", "safety", "terms", "rules", "standards"]
                .contains(where: text.mentions)
    }

    /// Whether the words say that the key is missing or wrong. Some services call it a token.
    ///
    /// - Parameter isRefusal: whether the reply says no explicitly: then the mere word is enough.
    static func isWrongKey(_ codes: Set<String>, _ text: String, isRefusal: Bool) -> Bool {
        if !codes.isDisjoint(with: keyCodes) { return true }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let namesKey =
            words.contains("token") || words.contains("key") || words.contains("apikey")
            || text.mentions("令牌")
        if isRefusal, namesKey { return true }
        return ["api key", "apikey", "access token", "api token"].contains(where: text.mentions)
            && ["invalid", "incorrect", "missing", "expired", "wrong"].contains(
                where: text.mentions)
    }

    static func isThrottling(_ codes: Set<String>) -> Bool {
        !codes.isDisjoint(with: throttlingCodes)
    }

    /// Whether a refusal mentions a limit, so that it is temporary. Texts that are not refusals may mention
    /// limits, too.
    static func speaksOfLimit(_ text: String) -> Bool {
        ["rate limit", "too many requests"].contains(where: text.mentions)
    }

    /// Whether the words say that the task does not exist.
    static func isAbsence(_ codes: Set<String>, _ text: String) -> Bool {
        if !codes.isDisjoint(with: absenceCodes) { return true }
        if ["任务不存在", "找不到任务"].contains(where: text.mentions) { return true }
        return (text.mentions("task") || text.mentions("order"))
            && ["not found", "not exist", "no such", "unknown task", "invalid task id"]
                .contains(where: text.mentions)
    }

    /// Whether the words say that the route does not exist, rather than the task.
    static func isMissingRoute(_ codes: Set<String>, _ text: String) -> Bool {
        !codes.isDisjoint(with: missingRouteCodes)
            || missingRouteTexts.contains(where: text.mentions)
    }

    /// Whether the words say that our identifier has been used already.
    static func isTaken(_ codes: Set<String>, _ text: String) -> Bool {
        if !codes.isDisjoint(with: takenCodes) { return true }
        let namesOurs = text.mentions("out task id") || text.mentions("outtaskid")
        let words = ["exists", "already", "been used", "in use", "taken", "twice", "duplicate"]
        if namesOurs, words.contains(where: text.mentions) { return true }
        let isRepeated = [
            "already exist", "already been used", "already used", "already in use",
            "already submitted", "already been submitted", "already taken", "duplicate", "repeated",
            "must be unique", "not unique", "exists already",
        ].contains(where: text.mentions)
        return isRepeated && (text.mentions("task") || text.mentions("id"))
    }

    /// Whether a text reads like a safety review, or like a model that declines to paint.
    static func readsAsRefusal(_ text: String) -> Bool {
        let text = sentence(text)
        return isReview([], text)
            || [
                "policy", "policies", "guideline", "violat", "inappropriate", "not allowed",
                "unable to", "i'm sorry", "i am sorry", "safety", "抱歉", "无法生成", "不能生成",
            ].contains(where: text.mentions)
            || ["can't ", "cannot ", "can not "].contains { refusal in
                ["help", "create", "generate", "assist", "fulfil", "comply", "produce", "provide"]
                    .contains { text.mentions(refusal + $0) }
            }
    }

    /// Whether a word by itself says that a task has ended, and why: some replies have it in place of the
    /// status.
    static func endsTask(_ word: String) -> Bool {
        let word = word.plainWord
        return reviewCodes.contains(word) || emptyAccountCodes.contains(word)
    }

    /// Whether a text says no more than that all is well, or nothing at all: such a text is not a reason
    /// for anything.
    static func saysNothing(_ text: String) -> Bool {
        let word = text.lowercased().trimmingPrefix(while: { !$0.isLetter }).prefix(
            while: \.isLetter)
        let isAlone = text.count { $0.isLetter } == word.count
        return isAlone
            && (ReplyCode.successWords.contains(String(word))
                || ["none", "null", "nil", "undefined", "false"].contains(word))
            || ["no error", "n/a", ""].contains(sentence(text))
    }

    /// Codes that say that something does not exist; for a query, that is the task or the route.
    static let notFoundCodes = plainWords([
        "not_found", "resource_not_found", "record_not_found", "not_exist",
    ])
}

private extension ReplyWords {
    static let emptyAccountCodes = plainWords([
        "insufficient_quota", "insufficient_user_quota", "insufficient_credits",
        "insufficient_credit", "insufficient_balance", "insufficient_funds", "insufficient_points",
        "billing_hard_limit_reached", "billing_limit_user_error", "not_enough_credits",
        "no_credits", "out_of_credits", "payment_required", "arrearage", "no_balance",
        "balance_not_enough", "quota_not_enough", "pre_consume_token_quota_failed",
        "credits_exhausted",
    ])
    static let emptyAccountTexts = [
        "no credits", "no credit left", "out of credits", "billing hard limit", "please recharge",
        "余额不足", "额度不足", "积分不足",
    ]
    static let reviewCodes = plainWords([
        "moderation_blocked", "content_policy_violation", "content_filter", "content_filtered",
        "content_violation", "sensitive_words", "sensitive_word", "sensitive_content",
        "policy_violation", "safety_violation", "safety_violations", "prompt_blocked",
        "content_moderation", "moderation_failed", "nsfw", "nsfw_content", "nsfw_content_detected",
        "responsible_ai_policy_violation", "data_inspection_failed", "request_moderated",
        "content_moderated", "prohibited_content", "image_safety", "unsafe_content",
        "inappropriate_content", "prompt_rejected", "risk_content",
    ])
    static let reviewTexts = [
        "safety violations", "moderation blocked", "content policy", "content filter",
        "sensitive word", "sensitive content", "rejected by the safety", "safety system",
        "policy violation", "moderation system", "flagged by", "nsfw", "prohibited content",
        "敏感", "违规", "违禁", "审核未通过", "审核不通过",
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
    static let missingRouteCodes = plainWords(["method_not_allowed", "route_not_found"])
    static let missingRouteTexts = [
        "invalid url", "cannot get /", "cannot post /", "route not found", "no such route",
        "unknown route", "unknown endpoint", "endpoint not found", "no route matches",
        "method not allowed",
    ]
    static let takenCodes = plainWords([
        "duplicate_task", "duplicate_out_task_id", "out_task_id_exists", "task_already_exists",
        "task_exists", "already_exists", "duplicate_request", "duplicate", "conflict",
    ])

    static func plainWords(_ words: [String]) -> Set<String> { Set(words.map(\.plainWord)) }
}
