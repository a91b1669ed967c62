import IGSClient
import IGSScript

/// What the checker asks the runtime, with a list of the jobs that it comes upon.
final class PlanningHost: CheckerHost {
    /// The most jobs that a plan lists.
    static let maximumCount = 100_000

    /// The jobs, in the order of their submission.
    private(set) var jobs: [PlannedJob] = []
    /// Whether there may be more jobs than these.
    private(set) var isOpen = false
    /// What is certain to be saved of them.
    private(set) var saves: [PlannedSave] = []
    private let host = ScriptHost()
    private let retries: (Call) -> [PlannedJob]?
    private var budgets: PlannedBudgets
    /// What a budget says of the call that was noted last.
    private var refusal: Diagnostic?
    /// How many calls a budget refuses, whatever else is wrong.
    private(set) var refusalCount = 0

    /// - Parameters:
    ///   - retries: The jobs that a `retry` would submit; `nil` where only the run can know.
    ///   - budgets: The budgets that hold already.
    init(retries: @escaping (Call) -> [PlannedJob]?, budgets: PlannedBudgets) {
        self.retries = retries
        self.budgets = budgets
    }

    func enter(_ block: JobBlock) { budgets.enter(block) }

    func leave(_ block: JobBlock) { budgets.leave(block) }

    func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach) {
        if call.signature.name == "retry" {
            if let retried = retries(call), reach != .repeated {
                jobs += retried
            } else {
                isOpen = true
            }
        }
        guard call.signature.name == "gen" else {
            if call.signature.name == "save", reach == .certain { noteSave(call, knowledge) }
            // Time may pass with it.
            if !Self.instant.contains(call.signature.name) { budgets.settle() }
            return
        }
        if reach == .repeated { isOpen = true }
        let batch = try? PromptBatch(call, drawSeed: { 0 })
        let made = batch?.jobs ?? unknownJobs(of: call, knowledge)
        guard jobs.count + made.count <= Self.maximumCount else {
            isOpen = true
            return
        }
        let references = references(of: call, knowledge)
        func value<Choice: RawRepresentable<String>>(_ name: String) -> Choice? {
            let text = call.has(name) ? call.value(ofOption: name) : knowledge.settings[name] ?? nil
            return text.flatMap(Choice.init)
        }
        let planned = made.map { job in
            PlannedJob(
                name: job.name, prompt: job.prompt, ratio: value("ratio"),
                resolution: value("resolution"), quality: value("quality"),
                references: references, isUncertain: reach != .certain)
        }
        jobs += planned
        if reach == .certain, batch != nil, knowledge.settings["autosave"] == "on" {
            let numbers = (jobs.count - planned.count + 1)...max(1, jobs.count)
            addSave(
                nil, Array(zip(numbers, planned).map { ($0, $1) }), replaces: false, call.location,
                knowledge)
        }
        if reach == .certain, batch != nil { refusal = refusal(of: planned, call, knowledge) }
    }

    /// Notes what a `save` saves where, as far as both are known.
    private func noteSave(_ call: Call, _ knowledge: Knowledge) {
        let (words, destination) = SaveCommand.words(of: call)
        let specs = words.compactMap(\.value)
        let target = call.has("to") ? call.arguments(ofOption: "to").last : destination
        // Which jobs fail, and so are passed over, only the run can know; they are few.
        guard specs.count == words.count, !isOpen, target == nil || target?.value != nil,
            call.arguments(of: "job").allSatisfy({ $0.value != nil }),
            call.arguments(of: "destination").allSatisfy({ $0.value != nil })
        else { return }
        var chosen: [(number: Int, job: PlannedJob)] = []
        let numbered = jobs.enumerated().map { (number: $0 + 1, job: $1) }
        for spec in specs.isEmpty ? ["all"] : specs {
            switch JobSpec(spec) {
            case .all: chosen += numbered
            case .last: chosen += numbered.suffix(1)
            case .number(let number): chosen += numbered.filter { $0.number == number }
            case .numbers(let range): chosen += numbered.filter { range.contains($0.number) }
            case .name(let name):
                let exact = numbered.last { $0.job.name == name }
                chosen +=
                    exact.map { [$0] }
                    ?? numbered.filter { entry in
                        guard let label = entry.job.name, label.hasPrefix(name + "-") else {
                            return false
                        }
                        return Int(label.dropFirst(name.count + 1)) != nil
                    }
            case .failed, nil: return
            }
        }
        addSave(
            target?.value, chosen, replaces: call.has("force"),
            call.location, knowledge)
    }

    private func addSave(
        _ destination: String?, _ jobs: [(number: Int, job: PlannedJob)], replaces: Bool,
        _ location: SourceLocation, _ knowledge: Knowledge
    ) {
        guard !jobs.contains(where: \.job.isUncertain), saves.count < Self.maximumCount,
            let outdir = knowledge.settings["outdir"] ?? nil,
            let template = knowledge.settings["template"] ?? nil
        else { return }
        saves.append(
            PlannedSave(
                destination: destination, outdir: outdir, template: template, replaces: replaces,
                jobs: jobs, location: location))
    }

    /// Commands that never wait for anything.
    private static let instant: Set<String> = [
        "print", "set", "unset", "ref add", "ref list", "ref remove", "ref clear", "jobs", "cost",
        "help", "history",
    ]

    /// Why the run is certain to refuse the jobs of a call, which come with one price.
    private func refusal(
        of jobs: [PlannedJob], _ call: Call, _ knowledge: Knowledge
    ) -> Diagnostic? {
        guard let job = jobs.first, let resolution = job.resolution else { return nil }
        let isQualityKnown =
            call.has("quality")
            ? call.value(ofOption: "quality") != nil : knowledge.settings["quality"] != .some(nil)
        guard isQualityKnown else { return nil }
        // Without a quality the service decides.
        let least = Price.estimate(quality: job.quality ?? .low, resolution: resolution)
        let setting = knowledge.settings["budget"] ?? nil
        return budgets.take(
            worst: Price(mills: job.cost.mills * jobs.count),
            least: Price(mills: least.mills * jobs.count), setting: setting)
    }

    /// The jobs of a call of which something has to be computed still.
    private func unknownJobs(
        of call: Call, _ knowledge: Knowledge
    ) -> [(prompt: String, name: String?)] {
        // It may be asked for more than once, or for several prompts.
        let copies = PromptBatch.copies(of: call)
        if copies == nil || call.has("expand") { isOpen = true }
        let words = call.arguments(of: "prompt").map { argument in
            argument.value ?? argument.word.text(asFarAsKnownIn: knowledge, call.location.file)
        }
        let job = (prompt: words.joined(separator: " "), name: call.value(ofOption: "as"))
        return Array(repeating: job, count: copies ?? 1)
    }

    private func references(of call: Call, _ knowledge: Knowledge) -> [String] {
        guard !call.has("no-refs") else { return [] }
        guard !call.has("ref") else {
            return call.arguments(ofOption: "ref").map { argument in
                argument.value
                    ?? argument.word.text(asFarAsKnownIn: knowledge, call.location.file)
            }
        }
        return knowledge.references.enumerated().map { $1 ?? "\($0 + 1)" }
    }
}

// MARK: - What the runtime says

extension PlanningHost {
    var vocabulary: Vocabulary { host.vocabulary }
    var jobStates: [String] { host.jobStates }

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        host.check(call, &knowledge, report: report)
        guard let refusal = refusal.take() else { return }
        refusalCount += 1
        report(refusal)
    }

    func endsScript(_ command: Signature) -> Bool { host.endsScript(command) }

    func problem(withSetting name: String, value: String?) -> SettingProblem? {
        host.problem(withSetting: name, value: value)
    }

    func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic? {
        host.problem(withJob: text, knowledge)
    }

    func problem(withValue value: String, ofField field: String) -> Diagnostic? {
        host.problem(withValue: value, ofField: field)
    }

    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        try host.load(path, from: file)
    }
}

private extension Word {
    /// The text with the values that are known, and everything else as it is written.
    func text(asFarAsKnownIn knowledge: Knowledge, _ file: SourceFile) -> String {
        guard case .segments(let segments) = content else { return literal ?? "" }
        return segments.map { segment in
            switch segment {
            case .text(let text): text
            case .expansion(let expansion):
                if case .value(let value) = knowledge.lookUp(expansion.subject) {
                    value.text
                } else {
                    file.text(in: expansion.range)
                }
            }
        }.joined()
    }
}
