import Synchronization

/// Decides which exchanges go wrong, and makes them go wrong.
///
/// Counts begin anew with every start of the sandbox.
final class FaultInjector: Sendable {
    private struct Counts {
        var arrivals: [FaultPlace: Int] = [:]
        var visits: [Visit: Visits] = [:]
    }

    private struct Visit: Hashable {
        let place: FaultPlace
        let task: String
    }

    /// The exchanges at a place about one task.
    private struct Visits {
        let firstAt: Double
        var count = 0
        var countSinceCompleted = 0
    }

    /// nil if only prompts call for faults.
    private let plan: FaultPlan?
    private let log: FaultLog
    private let service: SandboxService
    private let mixUps = MixUps()
    private let counts = Mutex(Counts())
    /// Whether visits must be counted whatever the prompt.
    private let countsVisits: Bool

    /// Makes an injector.
    ///
    /// - Parameter service: The service behind the exchanges.
    init(plan: FaultPlan?, log: FaultLog, service: SandboxService) {
        self.service = service
        self.plan = plan?.rules.isEmpty == false ? plan : nil
        self.log = log
        countsVisits =
            plan?.rules.contains { rule in
                rule.conditions.contains { condition in
                    switch condition {
                    case .numbersOfTask, .numbersOfCompletedTask, .seconds: true
                    case .numbers, .every, .share, .prompt: false
                    }
                }
            } ?? false
    }

    /// Makes an exchange of a request, which is not about a task yet.
    func exchange(
        _ place: FaultPlace, in dialect: Dialect, request: Request
    ) -> FaultExchange {
        FaultExchange(place, in: dialect, request: request, service: service, mixUps: mixUps)
    }

    /// Answers an exchange, with the fault that applies to it.
    ///
    /// - Parameter serve: Lets the service do its work. Called at most once, with the course of a task that it accepts.
    ///   It returns the reply, and the exchange with what is known about its task by then.
    func answer(
        _ exchange: FaultExchange,
        serve: (TaskCourse) async throws -> (Response, FaultExchange)
    ) async throws -> Response {
        guard let chosen = choose(for: exchange) else { return try await serve(.usual).0 }
        switch chosen.effect {
        case .cutRequest:
            return try await serve(.usual).0
        case .drop(let end):
            return cut(Response(status: 500), of: exchange, atByte: 0, end, as: chosen)
        case .cutReply(let byte, let end):
            let (response, exchange) = try await serve(.usual)
            return cut(response, of: exchange, atByte: byte, end, as: chosen)
        case .replace(let isCharged, let reply):
            guard isCharged else {
                guard let response = try await reply(exchange) else {
                    return try await serve(.usual).0
                }
                record(chosen, exchange)
                return response
            }
            let (usual, served) = try await serve(.usual)
            guard let response = try await reply(served) else { return usual }
            record(chosen, served)
            return response
        case .alter(let change):
            let (response, exchange) = try await serve(.usual)
            record(chosen, exchange)
            return try await change(response, exchange)
        case .course(let course, let end, let reply):
            let (usual, exchange) = try await serve(course)
            let response = try await reply(exchange) ?? usual
            if let end { return cut(response, of: exchange, atByte: 0, end, as: chosen) }
            record(chosen, exchange)
            return response
        }
    }

    /// Counts a request that has arrived, known by its target.
    ///
    /// - Returns: Its number among those at its place, and where to cut it; nil if no plan can apply to it.
    func arrival(of target: String) -> Arrival? {
        guard let plan, let place = FaultPlace(path: target) else { return nil }
        let number = counts.withLock { counts in
            counts.arrivals[place, default: 0] += 1
            return counts.arrivals[place, default: 0]
        }
        let occasion = FaultOccasion(number: number, numberOfTask: 0, seed: plan.seed)
        let rule = plan.rules.first {
            $0.place == place && $0.cutsRequest && $0.applies(to: occasion)
        }
        guard let rule, case .cutRequest(let byte, let end) = rule.fault.effect(rule.arguments)
        else { return Arrival(number: number, cut: nil) }
        let chosen = Chosen(rule, number: number)
        let cut = PlannedCut(byte: byte, end: end) { self.record(chosen, at: place) }
        return Arrival(number: number, cut: cut)
    }
}

extension FaultInjector {
    /// A fault that will happen to an exchange.
    private struct Chosen: Sendable {
        let effect: FaultEffect
        let words: String
        let line: Int?
        let number: Int?

        init(_ rule: FaultRule, number: Int) {
            effect = rule.fault.effect(rule.arguments)
            words = ([rule.fault.word] + rule.arguments.words).joined(separator: " ")
            line = rule.line
            self.number = number
        }

        init(_ trigger: FaultTrigger, number: Int?) {
            effect = trigger.fault.effect(trigger.arguments)
            words = ([trigger.fault.word] + trigger.arguments.words).joined(separator: " ")
            line = nil
            self.number = number
        }
    }

    /// Chooses the fault: what a prompt calls for takes precedence over the plan, and the plan's rules go in their
    /// order.
    private func choose(for exchange: FaultExchange) -> Chosen? {
        let prompt = exchange.prompt ?? ""
        let triggers = FaultTrigger.all(in: prompt).filter { $0.place == exchange.place }
        guard plan != nil || !triggers.isEmpty else { return nil }
        let number = exchange.request.arrival?.number
        var occasion = FaultOccasion(number: number ?? 0, prompt: prompt.lowercased())
        if countsVisits || !triggers.isEmpty { visit(exchange, &occasion) }
        if let trigger = triggers.first(where: { $0.applies(to: occasion) }) {
            return Chosen(trigger, number: number)
        }
        guard let plan, let number else { return nil }
        occasion.seed = plan.seed
        return plan.rules.first {
            $0.place == exchange.place && !$0.cutsRequest && $0.applies(to: occasion)
        }.map { Chosen($0, number: number) }
    }

    /// Counts an exchange among those at its place about its task, and completes the occasion.
    private func visit(_ exchange: FaultExchange, _ occasion: inout FaultOccasion) {
        guard let task = exchange.task?.id ?? exchange.outTaskID else { return }
        let now = exchange.now
        let isCompleted = exchange.task?.state(at: now) == .completed
        let visits = counts.withLock { counts in
            var visits = counts.visits[
                Visit(place: exchange.place, task: task), default: Visits(firstAt: now)]
            visits.count += 1
            if isCompleted { visits.countSinceCompleted += 1 }
            counts.visits[Visit(place: exchange.place, task: task)] = visits
            return visits
        }
        occasion.numberOfTask = visits.count
        occasion.numberOfCompletedTask = isCompleted ? visits.countSinceCompleted : nil
        occasion.secondsOfTask = (now - visits.firstAt) * service.configuration.speed
    }

    private func cut(
        _ response: Response, of exchange: FaultExchange, atByte byte: Int, _ end: ConnectionEnd,
        as chosen: Chosen
    ) -> Response {
        var response = response
        response.cut = PlannedCut(byte: byte, end: end) { self.record(chosen, exchange) }
        return response
    }

    private func record(_ chosen: Chosen, _ exchange: FaultExchange) {
        record(chosen, at: exchange.place, exchange.task?.id, exchange.outTaskID)
    }

    private func record(
        _ chosen: Chosen, at place: FaultPlace, _ taskID: String? = nil, _ outTaskID: String? = nil
    ) {
        log.record(
            FaultLog.Entry(
                time: Moment.text(service.configuration.now()), place: place.rawValue,
                number: chosen.number,
                fault: chosen.words, line: chosen.line, taskID: taskID, outTaskID: outTaskID))
    }
}
