import IGSClient
import IGSScript

/// Answers the checker's questions, and lists the jobs that the checker comes upon.
final class PlanningHost: CheckerHost {
    /// The jobs.
    private(set) var jobs = PlannedJobs()
    /// Whether there may be more jobs than these.
    private(set) var isOpen = false
    /// The saves of these jobs that are certain to happen.
    private(set) var saves: [PlannedSave] = []
    private let host: ScriptHost
    private let retries: ([String]) -> [PlannedJob]?
    private var budgets: PlannedBudgets
    private let reuse: PlannedReuse?
    /// The refusal of a budget for the call that was noted last.
    private var refusal: Diagnostic?
    /// How many calls a budget refuses, whatever else is wrong.
    private(set) var refusalCount = 0

    /// - Parameters:
    ///   - retries: Returns the jobs that a `retry` of some jobs would submit; `nil` if only the run can know.
    ///   - budgets: The budgets that hold already.
    ///   - reuse: Finds the pictures that answer jobs already; `nil` if all are paid for.
    ///   - host: Knows the commands and the files.
    init(
        retries: @escaping ([String]) -> [PlannedJob]?, budgets: PlannedBudgets,
        reuse: PlannedReuse?, _ host: ScriptHost
    ) {
        self.host = host
        self.reuse = reuse
        self.retries = retries
        self.budgets = budgets
    }

    func enter(_ block: JobBlock) { budgets.enter(block) }

    func leave(_ block: JobBlock) { budgets.leave(block) }

    func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach) {
        switch host.plannedEffect(of: call, knowledge) {
        case .nothing: return
        case .submits(let options):
            noteJobs(options, call.location, knowledge, reach)
            return
        case .retries(let specs): noteRetries(specs, reach)
        case .saves(let specs, let destination, let replaces):
            if reach == .certain {
                noteSave(
                    specs, to: destination, replaces: replaces, call.location, knowledge)
            }
        case .waits: break
        }
        budgets.settle()
    }

    /// Notes what a `gen` submits, and which of its pictures are saved as they complete.
    private func noteJobs(
        _ options: GenOptions, _ location: SourceLocation, _ knowledge: Knowledge, _ reach: Reach
    ) {
        if reach == .repeated { isOpen = true }
        let batch = try? PromptBatch(options, drawSeed: { 0 })
        let made = batch?.jobs ?? unknownJobs(options)
        let references = references(options, knowledge)
        let cells = jobs.areAllListed ? knowledge.cells : [:]
        let isPromptKnown = batch != nil && batch?.drawnSeed == nil
        var planned = made.map { job in
            PlannedJob(
                name: job.name, prompt: job.prompt, ratio: options.ratio.value,
                resolution: options.resolution.value, quality: options.quality.value ?? nil,
                references: references, isUncertain: reach != .certain,
                isPromptKnown: isPromptKnown, cells: cells)
        }
        // Only the run knows a value that is computed, and reads references.
        let isKnown = isPromptKnown && options.quality.value != nil && references.isEmpty
        reuse?.answer(&planned, isKnown: isKnown && !knowledge.hasUnknownReferences)
        let first = jobs.count + 1
        for job in planned { jobs.append(job) }
        guard reach == .certain, batch != nil else { return }
        if knowledge.settings["autosave"] == "on" {
            let numbered = planned.enumerated().map { (number: first + $0, job: $1) }
            addSave(nil, numbered, replaces: false, location, knowledge)
        }
        refusal = refusal(of: planned, options, knowledge)
    }

    private func noteRetries(_ specs: [String]?, _ reach: Reach) {
        if let retried = specs.flatMap(retries), reach != .repeated {
            for job in retried { jobs.append(job) }
        } else {
            isOpen = true
        }
    }

    /// Notes what a `save` saves, and where.
    private func noteSave(
        _ specs: [String], to destination: String?, replaces: Bool, _ location: SourceLocation,
        _ knowledge: Knowledge
    ) {
        // Only the run can know which jobs fail and are skipped; they are few.
        guard !isOpen, jobs.areAllListed else { return }
        var chosen: [(number: Int, job: PlannedJob)] = []
        for spec in specs.isEmpty ? ["all"] : specs {
            guard let jobs = JobSpec(spec).flatMap(jobs.numbered) else { return }
            chosen += jobs
        }
        addSave(destination, chosen, replaces: replaces, location, knowledge)
    }

    private func addSave(
        _ destination: String?, _ jobs: [(number: Int, job: PlannedJob)], replaces: Bool,
        _ location: SourceLocation, _ knowledge: Knowledge
    ) {
        guard !jobs.contains(where: \.job.isUncertain),
            saves.count < PlannedJobs.maximumListedCount,
            let outdir = knowledge.settings["outdir"] ?? nil,
            let template = knowledge.settings["template"] ?? nil
        else { return }
        saves.append(
            PlannedSave(
                destination: destination, outdir: outdir, template: template, replaces: replaces,
                jobs: jobs, location: location))
    }

    /// Returns why the run is certain to refuse the jobs of a call, which all have one price; `nil`
    /// if it may accept them.
    private func refusal(
        of jobs: [PlannedJob], _ options: GenOptions, _ knowledge: Knowledge
    ) -> Diagnostic? {
        let jobs = jobs.filter { $0.reuse != .yes }
        guard let job = jobs.first, let resolution = job.resolution,
            case .known = options.quality
        else { return nil }
        // Without a quality, the service decides.
        let least = Price.estimate(quality: job.quality ?? .low, resolution: resolution)
        let setting = knowledge.settings["budget"] ?? nil
        return budgets.take(
            worst: Price(mills: job.cost.mills * jobs.count),
            least: Price(mills: least.mills * jobs.count), setting: setting)
    }

    /// Returns the jobs of a `gen` that still has values to be computed.
    private func unknownJobs(_ options: GenOptions) -> [(prompt: String, name: String?)] {
        // The call may ask for the picture more than once, or for several prompts.
        let copies = options.copies.value
        if copies == nil || options.expands { isOpen = true }
        let job = (prompt: options.prompt.asFarAsKnown, name: options.name.value ?? nil)
        return Array(repeating: job, count: copies ?? 1)
    }

    private func references(_ options: GenOptions, _ knowledge: Knowledge) -> [String] {
        switch options.references {
        case .wholeSet: knowledge.references.enumerated().map { $1 ?? "\($0 + 1)" }
        case .named(let names): names.map(\.asFarAsKnown)
        }
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

    func table(_ path: String, from file: SourceFile) throws(Diagnostic) -> any Table {
        try host.table(path, from: file)
    }
}

private extension Knowledge {
    /// The cells of the row that a script is at, as far as they are known.
    var cells: [String: String] {
        var cells: [String: String] = [:]
        for column in columns {
            let variable = TableColumn(header: column).variable
            if case .value(let value) = lookUp(.variable(variable)) { cells[column] = value.text }
        }
        return cells
    }
}
