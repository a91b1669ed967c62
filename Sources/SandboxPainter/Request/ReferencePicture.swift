/// A reference as the painter gets it.
package enum ReferencePicture: Sendable {
    /// A picture whose file is there.
    case bytes([UInt8], format: PictureFormat, sha256: String)
    /// A picture that was only named.
    case link(String)

    /// What distinguishes it from others.
    var identity: String {
        switch self {
        case .bytes(_, _, let sha256): sha256
        case .link(let url): url
        }
    }
}
