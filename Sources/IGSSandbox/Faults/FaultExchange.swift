import Hummingbird
import NIOCore

/// An exchange, as faults get to see it.
struct FaultExchange: Sendable {
    let place: FaultPlace
    let dialect: Dialect
    let request: Request
    let channel: any Channel
    let service: SandboxService
    /// Where exchanges meet whose replies are to be mixed up.
    let mixUps: MixUps
    /// The caller's own id of the task, where the exchange is about one that has it.
    var outTaskID: String?
    /// The prompt of the task that it is about.
    var prompt: String?
    /// The task that it is about; at a submission only once that is accepted.
    var task: SimulatedTask?
    /// The moment of the answer: what a fault looks at and what the reply says are the same task at the same time.
    private(set) var now: Double

    init(
        _ place: FaultPlace, in dialect: Dialect, request: Request, channel: any Channel,
        service: SandboxService, mixUps: MixUps
    ) {
        self.place = place
        self.dialect = dialect
        self.request = request
        self.channel = channel
        self.service = service
        self.mixUps = mixUps
        now = service.configuration.now()
    }

    /// The same, about a task.
    func about(_ task: SimulatedTask) -> FaultExchange {
        var exchange = self
        exchange.task = task
        exchange.now = service.configuration.now()
        exchange.outTaskID = task.outTaskID
        exchange.prompt = task.parameters.prompt
        return exchange
    }

    var forms: ReplyForms { service.configuration.replies }
    var links: SandboxLinks { SandboxLinks(request, expiry: service.expiry) }
    var authority: String { request.head.authority ?? "127.0.0.1" }
}
