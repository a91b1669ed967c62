/// Asks for the account's balance (Protocol, "Two dialects").
struct GetBalance: Endpoint {
    let path: String

    let operation = ServiceError.Operation.balance
    let method = TransportRequest.Method.get
    let isPaid = false
    let body: JSONBody? = nil

    func read(_ reply: RawReply) throws(ServiceError) -> Balance {
        try BalanceReader(reply: reply).balance()
    }
}
