/// What an examination of the ledger has found.
public struct LedgerExamination: Sendable {
    /// Damage that may concern a paid job, or nil. While there is any, nothing new is sent.
    public internal(set) var damage: LedgerError?
    /// For each damaged entry of a job that has ended, the error that names it. These hold nothing up.
    public internal(set) var unreadable: [LedgerError] = []

    /// Whether every page and every entry was looked at.
    public internal(set) var isWhole = false

    /// Whether nothing is damaged, as far as the examination went.
    public var isSound: Bool { damage == nil && unreadable.isEmpty }
}
