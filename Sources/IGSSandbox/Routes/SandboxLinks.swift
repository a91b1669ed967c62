import Hummingbird

/// Writes URLs that lead back to the sandbox that a request reached, whichever of several on one state folder it is.
struct SandboxLinks: Sendable {
    private let origin: String
    private let expiry: LinkExpiry

    init(_ request: Request, expiry: LinkExpiry) {
        self.expiry = expiry
        origin = "http://\(request.head.authority ?? "127.0.0.1")"
    }

    /// Where a task's picture is downloaded. Knowing the URL suffices.
    func result(of task: SimulatedTask) -> String {
        "\(origin)/results/\(expiry.name(of: task))/image.png"
    }

    /// How the service echoes a reference: as a URL, also where it came inline.
    func reference(_ reference: Reference) -> String {
        switch reference {
        case .link(let url): url
        case .stored(let sha256, let format, _):
            "\(origin)/references/\(sha256).\(format.fileExtension)"
        }
    }
}
