/// Why a sandbox cannot start, or cannot continue.
package struct SandboxError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The port is taken by another process.
        case portInUse
        /// The server cannot listen, for another reason.
        case cannotListen
        /// A file or folder of the state cannot be made, read or written.
        case cannotUseFile
    }

    package let code: Code
    /// The port, or the path.
    package let context: String
    /// What the system said.
    package let underlying: String
}

extension SandboxError: CustomStringConvertible {
    package var description: String {
        switch code {
        case .portInUse: "port \(context) is in use; --port names another"
        case .cannotListen: "cannot listen on port \(context): \(underlying)"
        case .cannotUseFile: "cannot use \(context): \(underlying)"
        }
    }
}
