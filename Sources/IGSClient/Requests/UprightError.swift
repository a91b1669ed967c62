package import IGSImages

/// Why a reference cannot be turned upright.
package enum UprightError: Error, Hashable {
    /// It is at an address, from which only the service fetches it.
    case elsewhere
    /// It cannot be used as a reference, or not any more, or not once it is turned.
    case unusable(ReferenceError)
    /// The picture itself cannot be turned.
    case unturnable(TurnError)
}
