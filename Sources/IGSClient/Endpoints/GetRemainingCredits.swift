/// `GET /v1/balance`: `remain_credits`, in the `images` dialect (PROTOCOL section 2, "Two dialects").
struct GetRemainingCredits: Endpoint {
    let operation = ServiceError.Operation.balance
    let method = TransportRequest.Method.get
    let path = "/v1/balance"
    let isPaid = false
    let body: JSONBody? = nil

    func read(_ reply: RawReply) throws(ServiceError) -> Balance {
        try BalanceReader(reply: reply).balance()
    }
}
