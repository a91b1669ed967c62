import IGSClient

/// The most that the jobs of a `budget` block may cost together.
struct SpendingCap: Sendable {
    /// The most.
    let limit: Price
    /// What its jobs cost at worst.
    private(set) var reserved = Price(mills: 0)

    init(limit: Price) {
        self.limit = limit
    }

    /// What is left of it.
    var left: Price { Price(mills: limit.mills - reserved.mills) }

    /// Sets aside what a job may cost.
    mutating func reserve(_ price: Price) { reserved = Price(mills: reserved.mills + price.mills) }

    /// Gives back what was set aside for a job that does not come to be.
    mutating func release(_ price: Price) { reserved = Price(mills: reserved.mills - price.mills) }
}
