/// A file operation that the operating system refused.
package struct DiskError: Error, Hashable {
    /// The operating system's error number.
    package let errno: Int32
    /// The file or folder concerned.
    let path: String

    /// Whether there is no room: on the disk, or in the user's quota.
    var isFull: Bool { errno == Disk.noSpace || errno == Disk.overQuota }
}

extension DiskError: CustomStringConvertible {
    package var description: String { "\(path): \(Disk.message(of: errno))" }
}
