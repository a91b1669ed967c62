/// `GET /api/openapi/balance`: `data.credits` or `data.balance` (PROTOCOL section 2, "Two dialects").
struct GetBalance: Endpoint {
    let operation = ServiceError.Operation.balance
    let method = TransportRequest.Method.get
    let path = "/api/openapi/balance"
    let isPaid = false
    let body: JSONBody? = nil

    func read(_ reply: RawReply) throws(ServiceError) -> Balance {
        try BalanceReader(reply: reply).balance()
    }
}
