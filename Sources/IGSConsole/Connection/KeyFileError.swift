internal import Glibc

/// Why the key file cannot be used.
package struct KeyFileError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// It is a link, a folder, a pipe or a device.
        case notRegular
        /// It belongs to another user.
        case notOwned
        /// Others may read or write it.
        case open(mode: UInt32)
        /// It does not hold an origin and a key.
        case noKey
        /// It cannot be read; holds the `errno`.
        case unreadable(Int32)
        /// It cannot be written or removed; holds the `errno`.
        case unwritable(Int32)
    }

    package let code: Code
    package let path: String
}
