package import IGSClient

/// The jobs that a script would submit, in the order of their submission.
///
/// There may be millions, so only the first ones are kept; the rest is counted.
package struct PlannedJobs: Sendable {
    /// The most jobs that are kept.
    package static let maximumListedCount = 10_000

    /// The first jobs: all of them, unless there are very many.
    package private(set) var listed: [PlannedJob] = []
    /// How many there are.
    package private(set) var count = 0
    /// The most that all of them cost together at the live service.
    package private(set) var cost = Price(mills: 0)
    /// How many of them pictures answer that are there already.
    package private(set) var reusedCount = 0
    /// How many others may be answered, too, as only the run can know.
    package private(set) var openReuseCount = 0
    /// The last one; `nil` if there is none.
    package private(set) var last: PlannedJob?
    /// The first of those with the longest prompt; `nil` if there is none.
    package private(set) var longest: PlannedJob?
    /// The numbers of the listed jobs that a name means, the last one of each name.
    private var numbers: [String: Int] = [:]
    /// How long the jobs take, one after the other; jobs in a row that take the same time are one.
    private var spans: [(time: TypicalTime, count: Int)] = []

    /// The most spans that are kept apart; beyond that, the order no longer counts.
    private static let maximumSpanCount = 1_000

    /// Makes a list of jobs.
    package init(_ jobs: [PlannedJob] = []) {
        for job in jobs { append(job) }
    }

    /// Whether all of the jobs are listed.
    package var areAllListed: Bool { count == listed.count }

    /// Adds the next job.
    mutating func append(_ job: PlannedJob) {
        count += 1
        cost = Price(mills: cost.mills + job.cost.mills)
        switch job.reuse {
        case .yes: reusedCount += 1
        case .open: openReuseCount += 1
        case .no: break
        }
        last = job
        if job.prompt.utf8.count > longest?.prompt.utf8.count ?? -1 { longest = job }
        if listed.count < Self.maximumListedCount {
            listed.append(job)
            if let name = job.name { numbers[name] = count }
        }
        let time = job.time
        let isLast = spans.last.map { $0.time == time } ?? false
        let place =
            isLast
            ? spans.count - 1
            : spans.count < Self.maximumSpanCount ? nil : spans.firstIndex { $0.time == time }
        if let place { spans[place].count += 1 } else { spans.append((time, 1)) }
    }

    /// Returns the listed jobs that a spec means, with their numbers; `nil` if only the run can know.
    func numbered(_ spec: JobSpec) -> [(number: Int, job: PlannedJob)]? {
        func numbered(_ numbers: some Sequence<Int>) -> [(number: Int, job: PlannedJob)] {
            numbers.filter { listed.indices.contains($0 - 1) }.map { ($0, listed[$0 - 1]) }
        }
        switch spec {
        case .all: return numbered(1..<(listed.count + 1))
        case .last: return numbered([listed.count])
        case .number(let number): return numbered([number])
        case .numbers(let range): return numbered((1..<(listed.count + 1)).filter(range.contains))
        case .name(let name):
            if let number = numbers[name] { return numbered([number]) }
            return numbered(1..<(listed.count + 1)).filter { entry in
                guard let label = entry.job.name, label.hasPrefix(name + "-") else { return false }
                return Int(label.dropFirst(name.count + 1)) != nil
            }
        case .failed: return nil
        }
    }

    /// Returns how long all of them take, some at a time.
    ///
    /// - Parameter time: Which time of a job counts.
    func makespan(at concurrency: Int, _ time: KeyPath<TypicalTime, Duration>) -> Duration {
        var ends = [Duration](repeating: .zero, count: max(1, min(concurrency, count)))
        for span in spans {
            // In whole rounds, every slot takes one job after the other.
            let rounds = span.count / ends.count
            for slot in ends.indices { ends[slot] += span.time[keyPath: time] * rounds }
            for _ in 0..<(span.count % ends.count) {
                guard let slot = ends.indices.min(by: { ends[$0] < ends[$1] }) else { break }
                ends[slot] += span.time[keyPath: time]
            }
        }
        return ends.max() ?? .zero
    }
}
