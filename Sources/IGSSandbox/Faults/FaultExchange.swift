/// An exchange, as faults see it.
struct FaultExchange: Sendable {
    let place: FaultPlace
    let dialect: Dialect
    let request: Request
    let service: SandboxService
    /// Where exchanges meet whose replies are to be mixed up.
    let mixUps: MixUps
    /// The caller's own id of the task, if the exchange is about a task with one.
    var outTaskID: String?
    /// The prompt of the task that it is about.
    var prompt: String?
    /// The task that it is about; at a submission only after that is accepted.
    var task: SimulatedTask?
    /// The moment of the answer: the fault and the reply both use the state of the task at this time.
    private(set) var now: Double

    init(
        _ place: FaultPlace, in dialect: Dialect, request: Request, service: SandboxService,
        mixUps: MixUps
    ) {
        self.place = place
        self.dialect = dialect
        self.request = request
        self.service = service
        self.mixUps = mixUps
        now = service.configuration.now()
    }

    /// Returns the same exchange, about a task.
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
}
