import Hummingbird
import NIOCore

/// An exchange, as faults get to see it.
struct FaultExchange: Sendable {
    let place: FaultPlace
    let dialect: Dialect
    let request: Request
    let channel: any Channel
    let service: SandboxService
    /// The caller's own id of the task, where the exchange is about one that has it.
    var outTaskID: String?
    /// The prompt of the task that it is about.
    var prompt: String?
    /// The task that it is about; at a submission only once that is accepted.
    var task: SimulatedTask?

    init(
        _ place: FaultPlace, in dialect: Dialect, request: Request, context: SandboxContext,
        service: SandboxService
    ) {
        self.place = place
        self.dialect = dialect
        self.request = request
        channel = context.channel
        self.service = service
    }

    /// The same, about a task.
    func about(_ task: SimulatedTask) -> FaultExchange {
        var exchange = self
        exchange.task = task
        exchange.outTaskID = task.outTaskID
        exchange.prompt = task.parameters.prompt
        return exchange
    }

    var now: Double { service.configuration.now() }
    var forms: ReplyForms { service.configuration.replies }
    var links: SandboxLinks { SandboxLinks(request, expiry: service.expiry) }
    var authority: String { request.head.authority ?? "127.0.0.1" }
}
