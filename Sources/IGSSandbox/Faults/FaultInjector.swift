import Hummingbird
import Synchronization

/// Decides which exchanges go wrong, and lets them.
///
/// Counts begin anew with every start of the sandbox.
final class FaultInjector: Sendable {
    private struct Counts {
        var arrivals: [FaultPlace: Int] = [:]
        var visits: [Visit: Int] = [:]
    }

    private struct Visit: Hashable {
        let place: FaultPlace
        let task: String
    }

    /// nil where only prompts call for faults.
    private let plan: FaultPlan?
    private let log: FaultLog
    private let now: @Sendable () -> Double
    private let counts = Mutex(Counts())
    /// Whether visits have to be counted whatever the prompt.
    private let countsVisits: Bool

    init(plan: FaultPlan?, log: FaultLog, now: @escaping @Sendable () -> Double) {
        self.plan = plan?.rules.isEmpty == false ? plan : nil
        self.log = log
        self.now = now
        countsVisits =
            plan?.rules.contains { rule in
                rule.conditions.contains { if case .numbersOfTask = $0 { true } else { false } }
            } ?? false
    }

    /// Whether connections have to be watched from their first byte on.
    var watchesConnections: Bool { plan != nil }

    /// Answers an exchange, with what goes wrong about it.
    ///
    /// - Parameter serve: lets the service do its work. Called at most once; told what is to become of a task that it accepts. It returns the reply,
    ///   and the exchange with what is known about its task by then.
    func answer(
        _ exchange: FaultExchange,
        serve: (TaskFate?) async throws -> (Response, FaultExchange)
    ) async throws -> Response {
        guard let chosen = try await choose(for: exchange) else { return try await serve(nil).0 }
        switch chosen.effect {
        case .cutRequest:
            return try await serve(nil).0
        case .drop(let end):
            try await cutReply(of: exchange, atByte: 0, end, as: chosen)
            return Response(status: .internalServerError)
        case .cutReply(let byte, let end):
            let (response, exchange) = try await serve(nil)
            try await cutReply(of: exchange, atByte: byte, end, as: chosen)
            return response
        case .replace(let isCharged, let reply):
            guard let response = try await reply(exchange) else { return try await serve(nil).0 }
            guard isCharged else {
                record(chosen, exchange)
                return response
            }
            let (_, served) = try await serve(nil)
            record(chosen, served)
            return response
        case .alter(let change):
            let (response, exchange) = try await serve(nil)
            record(chosen, exchange)
            return try await change(response, exchange)
        case .fate(let fate):
            let (response, exchange) = try await serve(fate)
            record(chosen, exchange)
            return response
        }
    }

    /// Takes note that a request has come in, told by its first line.
    ///
    /// - Returns: its number among those at its place, and where it is to be cut.
    func arrival(at place: FaultPlace) -> (number: Int, cut: PlannedCut?) {
        let number = counts.withLock { counts in
            counts.arrivals[place, default: 0] += 1
            return counts.arrivals[place, default: 0]
        }
        let occasion = FaultRule.Occasion(
            number: number, numberOfTask: 0, prompt: "", seed: plan?.seed ?? 0)
        let rule = plan?.rules.first {
            $0.place == place && $0.cutsRequest && $0.applies(to: occasion)
        }
        guard let rule, case .cutRequest(let byte, let end) = rule.fault.effect(rule.arguments)
        else { return (number, nil) }
        let chosen = Chosen(rule, number: number)
        return (number, PlannedCut(byte: byte, end: end) { self.record(chosen, at: place) })
    }
}

extension FaultInjector {
    /// A fault that is to happen to an exchange.
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

    /// What a prompt calls for comes before what the plan says, and the plan's rules in their order.
    private func choose(for exchange: FaultExchange) async throws -> Chosen? {
        let prompt = exchange.prompt ?? ""
        let triggers = FaultTrigger.all(in: prompt).filter { $0.place == exchange.place }
        guard plan != nil || !triggers.isEmpty else { return nil }
        let number = plan == nil ? nil : try await CutHandler.requestNumber(on: exchange.channel)
        let visit = visit(exchange, counts: countsVisits || !triggers.isEmpty)
        if let trigger = triggers.first, exchange.place == .submit || visit == 1 {
            return Chosen(trigger, number: number)
        }
        guard let plan, let number else { return nil }
        let occasion = FaultRule.Occasion(
            number: number, numberOfTask: visit, prompt: prompt.lowercased(), seed: plan.seed)
        return plan.rules.first {
            $0.place == exchange.place && !$0.cutsRequest && $0.applies(to: occasion)
        }.map { Chosen($0, number: number) }
    }

    /// Which exchange at this place about this task it is, from 1.
    private func visit(_ exchange: FaultExchange, counts isCounted: Bool) -> Int {
        guard isCounted, let task = exchange.task?.id ?? exchange.outTaskID else { return 1 }
        let visit = Visit(place: exchange.place, task: task)
        return counts.withLock { counts in
            counts.visits[visit, default: 0] += 1
            return counts.visits[visit, default: 0]
        }
    }

    private func cutReply(
        of exchange: FaultExchange, atByte byte: Int, _ end: ConnectionEnd, as chosen: Chosen
    ) async throws {
        let cut = PlannedCut(byte: byte, end: end) { self.record(chosen, exchange) }
        try await CutHandler.cutReply(on: exchange.channel, cut)
    }

    private func record(_ chosen: Chosen, _ exchange: FaultExchange) {
        record(chosen, at: exchange.place, exchange.task?.id, exchange.outTaskID)
    }

    private func record(
        _ chosen: Chosen, at place: FaultPlace, _ taskID: String? = nil, _ outTaskID: String? = nil
    ) {
        log.record(
            FaultLog.Entry(
                time: Moment.text(now()), place: place.rawValue, number: chosen.number,
                fault: chosen.words, line: chosen.line, taskID: taskID, outTaskID: outTaskID))
    }
}
