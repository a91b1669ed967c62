/// A reference as the painter gets it.
package enum ReferencePicture: Sendable {
    /// A picture whose file is there.
    case bytes([UInt8], format: PictureFormat, sha256: String)
    /// One that was only named.
    case link(String)

    /// What tells it from others.
    var identity: String {
        switch self {
        case .bytes(_, _, let sha256): sha256
        case .link(let url): url
        }
    }
}
