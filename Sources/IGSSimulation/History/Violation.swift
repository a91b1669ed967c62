/// A promise that a history broke.
package struct Violation: Hashable, Sendable {
    /// Which promise.
    package enum Promise: String, CaseIterable, Sendable {
        /// Each task that was charged for has an entry.
        case known
        /// Nothing is submitted again unless the service said that it was not accepted.
        case once
        /// Nothing is asked for more often than the user did.
        case asked
        /// Each picture that can be had is had in the end.
        case had
        /// A picture is that of its own task, whole and in its place.
        case own
        /// No statement succeeds that should not.
        case honest
        /// The ledger has what was charged, as it was told.
        case cost
        /// No run passes its cap.
        case cap
        /// The ledger can be read.
        case readable
        /// Every process comes to an end.
        case ends
    }

    package let promise: Promise
    /// What happened.
    package let story: String
}

extension Violation: CustomStringConvertible {
    package var description: String { "\(promise.rawValue): \(story)" }
}
