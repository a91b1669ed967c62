import SandboxPainter

/// Writes URLs that lead back to the sandbox that a request reached, whichever of several sandboxes on one state
/// folder it is.
struct SandboxLinks: Sendable {
    private let origin: String
    private let expiry: LinkExpiry

    init(_ request: Request, expiry: LinkExpiry) {
        self.expiry = expiry
        origin = "http://\(request.authority)"
    }

    /// Returns the URL of a task's picture. Knowing the URL is enough to download it.
    func result(of task: SimulatedTask) -> String {
        result(of: task, as: "image.png")
    }

    /// The mark at the end of a URL's part that leads to a stranger's picture instead of the task's own.
    static let strangerMark: Character = "~"

    /// Returns the URL of a stranger's picture, of the same size as a task's.
    func stranger(besides task: SimulatedTask) -> String {
        "\(origin)/results/\(task.resultToken)\(Self.strangerMark)/image.png"
    }

    /// Returns a task's URL with another file name.
    func result(of task: SimulatedTask, as file: String) -> String {
        "\(origin)/results/\(expiry.name(of: task))/\(file)"
    }

    /// Returns the path for queries about a task at a sibling of the service.
    static func pollPath(_ task: SimulatedTask) -> String { "/v1/images/tasks/\(task.id)" }

    /// Returns the same as a whole URL.
    func poll(_ task: SimulatedTask) -> String { origin + Self.pollPath(task) }

    /// Returns the same at another host, which clients must not contact.
    func pollElsewhere(_ task: SimulatedTask) -> String {
        "http://127.0.0.1:9\(Self.pollPath(task))"
    }

    /// A URL that always answers 404.
    var nowhere: String { "\(origin)/results/nowhere/image.png" }

    /// Returns a reference as the service echoes it: as a URL, even if it was sent inline.
    func reference(_ reference: Reference) -> String {
        switch reference {
        case .link(let url): url
        case .stored(let sha256, let format, _):
            "\(origin)/references/\(sha256).\(format.fileExtension)"
        }
    }
}
