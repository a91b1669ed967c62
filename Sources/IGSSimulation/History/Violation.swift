/// A promise that a history broke.
package struct Violation: Hashable, Sendable {
    /// The promises of igs.
    package enum Promise: String, CaseIterable, Sendable {
        /// Each charged task has an entry.
        case known
        /// Nothing is submitted again unless the service said that it was not accepted.
        case once
        /// Nothing is asked for more often than the user did.
        case asked
        /// Each picture that can be had is fetched in the end.
        case had
        /// A picture belongs to its own task, and is whole and in its place.
        case own
        /// No statement succeeds that should fail.
        case honest
        /// The ledger has what was charged, as it was reported.
        case cost
        /// No run exceeds its cap.
        case cap
        /// The ledger can be read.
        case readable
        /// Every process ends.
        case ends
    }

    package let promise: Promise
    /// What happened.
    package let story: String
}

extension Violation: CustomStringConvertible {
    package var description: String { "\(promise.rawValue): \(story)" }
}
