import Hummingbird
import SandboxPainter

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
        result(of: task, as: "image.png")
    }

    /// What ends the part of a URL that leads to a stranger's picture in place of a task's own.
    static let strangerMark: Character = "~"

    /// Where a stranger's picture is downloaded, of the same size as a task's.
    func stranger(besides task: SimulatedTask) -> String {
        "\(origin)/results/\(task.resultToken)\(Self.strangerMark)/image.png"
    }

    /// A task's URL, its file by another name.
    func result(of task: SimulatedTask, as file: String) -> String {
        "\(origin)/results/\(expiry.name(of: task))/\(file)"
    }

    /// The path at which a sibling tells of a task.
    static func pollPath(_ task: SimulatedTask) -> String { "/v1/images/tasks/\(task.id)" }

    /// The same as a whole URL.
    func poll(_ task: SimulatedTask) -> String { origin + Self.pollPath(task) }

    /// The same at another host, which nobody is to ask.
    func pollElsewhere(_ task: SimulatedTask) -> String {
        "http://127.0.0.1:9\(Self.pollPath(task))"
    }

    /// A URL that answers 404 for good.
    var nowhere: String { "\(origin)/results/nowhere/image.png" }

    /// How the service echoes a reference: as a URL, also where it came inline.
    func reference(_ reference: Reference) -> String {
        switch reference {
        case .link(let url): url
        case .stored(let sha256, let format, _):
            "\(origin)/references/\(sha256).\(format.fileExtension)"
        }
    }
}
