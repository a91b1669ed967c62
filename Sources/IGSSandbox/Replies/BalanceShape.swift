/// How the balance has been seen in replies: Protocol, "Two dialects".
enum BalanceShape: String, CaseIterable {
    /// `data.credits`, in the `openapi` dialect.
    case credits
    /// `data.balance`.
    case balance
    /// `data.credits`, a text.
    case text
    /// Credits and dollars at the top level, in the `images` dialect.
    case remaining
    /// The same with no limit, written as -1.
    case unlimited

    func body(_ credits: Credits, _ forms: ReplyForms) -> JSONValue {
        let value = JSONValue.number(credits.value)
        return switch self {
        case .credits: forms.enveloped(["credits": value])
        case .balance: forms.enveloped(["balance": value])
        case .text: forms.enveloped(["credits": .string(value.text)])
        case .remaining:
            [
                "remain_credits": value, "remain_balance": .number(credits.dollars),
                "unlimited_quota": false,
            ]
        case .unlimited:
            ["remain_credits": -1, "remain_balance": -1, "unlimited_quota": true]
        }
    }
}
