import IGSClient

/// The caps of the `budget` blocks that are running.
extension Session {
    /// Begins a block whose jobs may cost so much together.
    func beginBudget(_ limit: Price) { caps.append(SpendingCap(limit: limit)) }

    /// Ends the innermost of these blocks.
    func endBudget() { _ = caps.popLast() }

    /// Makes sure that jobs may cost what they cost at worst, all together.
    ///
    /// - Throws: ``Failure`` where that would pass one of the budgets that hold.
    func requireBudget(for price: Price) throws(Failure) {
        if let cap = caps.first(where: { $0.left < price }) {
            throw JobMessages.overBudget(price, cap)
        }
    }

    /// Sets aside what a job may cost, in every budget that holds.
    ///
    /// - Throws: ``Failure`` where that would pass one of them; nothing is set aside then.
    func reserve(_ price: Price) throws(Failure) {
        try requireBudget(for: price)
        for index in caps.indices { caps[index].reserve(price) }
    }

    /// Gives back what was set aside for a job that did not come to be.
    func release(_ price: Price) {
        for index in caps.indices { caps[index].release(price) }
    }
}
