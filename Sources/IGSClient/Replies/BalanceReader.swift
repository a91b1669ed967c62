/// Reads the reply to a question about the balance (PROTOCOL section 2, "Two dialects").
struct BalanceReader {
    let reply: RawReply

    /// The balance.
    ///
    /// - Throws: `ServiceError`.
    func balance() throws(ServiceError) -> Balance {
        let envelope = Envelope(reply.body)
        let errors = ErrorReader(operation: .balance, reply: reply, envelope: envelope)
        if reply.isRedirect { throw errors.error(as: .redirected) }
        guard let envelope else {
            throw reply.isSuccess ? errors.error(as: .unreadable) : errors.error()
        }
        let saysYes = !envelope.hasError && envelope.outerCode?.isSuccess ?? true && reply.isSuccess
        guard saysYes else { throw errors.error() }
        let value = envelope.payload.first(of: Self.keys) ?? envelope.root.first(of: Self.keys)
        guard let credits = value?.double else { throw errors.error(as: .unreadable) }
        return Balance(credits: credits)
    }

    /// In the `openapi` dialect one of the first two, in the `images` dialect the last.
    private static let keys = ["credits", "balance", "remain_credits"]
}
