/// Reads the reply to a question about the balance (Protocol, "Two dialects").
struct BalanceReader {
    let reply: RawReply

    private static let creditKeys = [
        "credits", "remain_credits", "remaining_credits", "available_credits", "credit_balance",
        "credit",
        "balance", "remaining", "available", "total_balance",
    ]

    /// Returns the balance.
    ///
    /// - Throws: `ServiceError`.
    func balance() throws(ServiceError) -> Balance {
        let envelope = Envelope(reply.body)
        let errors = ErrorReader(operation: .balance, reply: reply, envelope: envelope)
        if reply.isRedirect { throw errors.error(as: .redirected) }
        guard let envelope else {
            throw reply.isSuccess ? errors.error(as: .unreadable) : errors.error()
        }
        let saysYes =
            !envelope.hasError && !envelope.saysNo && envelope.outerCode?.isSuccess ?? true
            && reply.isSuccess
        guard saysYes else { throw errors.error() }
        let objects = [envelope.payload, envelope.root].flatMap { object in
            [object] + ["balance", "credits", "user", "account"].compactMap { object[$0] }
        }
        func value(_ keys: [String]) -> JSONValue? {
            objects.lazy.compactMap { $0.first(of: keys) }.first { !$0.isObject }
        }
        func number(_ value: JSONValue?) -> Double? {
            value?.double
                ?? value?.text.flatMap { Double(decimal: $0.replacing(",", with: "")) }
        }
        let isUnlimited =
            value(["unlimited_quota", "unlimited", "is_unlimited"])
            .map { $0 == .bool(true) || $0 == .integer(1) || $0.text?.plainWord == "true" } ?? false
        // If there is no limit, numbers such as -1 stand for it.
        let credits =
            isUnlimited ? nil : number(value(Self.creditKeys) ?? envelope.root["data"])
        let dollars = isUnlimited ? nil : number(value(["remain_balance"]))
        guard isUnlimited || credits != nil || dollars != nil else {
            throw errors.error(as: .unreadable)
        }
        return Balance(credits: credits, dollars: dollars, isUnlimited: isUnlimited)
    }
}
