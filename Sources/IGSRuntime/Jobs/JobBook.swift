import IGSClient
import IGSJobs

/// The jobs of a session, by number and by name.
///
/// A name that is given again means the newest job; the older jobs keep their numbers. A name that
/// several jobs get at once (`-n 4 --as day`) means all of them.
package struct JobBook: Sendable {
    /// The jobs in the order of their numbers.
    package private(set) var entries: [JobEntry] = []
    private var numbersByName: [String: [Int]] = [:]
    private var numbersByID: [OutTaskID: Int] = [:]
    /// The numbers of the jobs that were added or changed since ``takeTouched()``.
    private var touched: Set<Int> = []

    /// The names that mean at least one job, sorted.
    package var names: [String] {
        numbersByName.keys.filter { !entries(for: .name($0)).isEmpty }.sorted()
    }

    /// The names that mean several jobs, with how many.
    package var groups: [(name: String, count: Int)] {
        numbersByName.keys.compactMap { name in
            let count = entries(for: .name(name)).count
            return count > 1 ? (name: name, count: count) : nil
        }
    }

    /// Makes a book without jobs.
    package init() {}

    /// The number that the next job gets.
    var nextNumber: Int { entries.count + 1 }

    /// Adds a job. A job that is known already keeps its number, and is listed again if it was forgotten.
    ///
    /// - Parameters:
    ///   - name: What this session calls it.
    ///   - group: The name that means this job and the other jobs added with the same group.
    /// - Returns: The job's entry.
    @discardableResult
    mutating func add(_ job: Job, name: String?, group: String? = nil) -> JobEntry {
        if let number = numbersByID[job.id] {
            update(number) { entry in
                entry.job = job
                entry.isForgotten = false
            }
            if let name { numbersByName[name] = [number] }
            return entries[number - 1]
        }
        let entry = JobEntry(number: nextNumber, name: name, job: job)
        append(entry)
        note(name: name, group: group, of: entry)
        return entry
    }

    private mutating func note(name: String?, group: String?, of entry: JobEntry) {
        if let name { numbersByName[name] = [entry.number] }
        if let group, group != name { numbersByName[group, default: []].append(entry.number) }
    }

    /// Adds a finished job of an earlier session that answers a request of this one, as if it had been made now. It gets a
    /// number of its own, even if it was listed or named here before, and here it goes by the new name alone.
    mutating func addReused(_ job: Job, name: String?, group: String?) -> JobEntry {
        let entry = JobEntry(number: nextNumber, name: name, job: job, origin: .reused)
        append(entry)
        note(name: name, group: group, of: entry)
        return entry
    }

    /// Adds another try of a job, which stands for that job from now on, also in a group.
    mutating func add(_ job: Job, inPlaceOf old: JobEntry) -> JobEntry {
        let entry = add(job, name: old.name)
        update(entry.number) { $0.row = old.row }
        for name in numbersByName.keys {
            numbersByName[name] = numbersByName[name]?.map { $0 == old.number ? entry.number : $0 }
        }
        return entry
    }

    /// Adds a job of an earlier session that continues in this one.
    ///
    /// A name that this session has given keeps meaning this session's job. `day-2` joins the group `day` again, as
    /// long as `day` names no other job.
    mutating func addEarlier(_ job: Job) -> JobEntry {
        let own = job.name.flatMap { name in isOwn(name) ? numbersByName[name] : nil }
        let entry = add(job, name: job.name)
        update(entry.number) { $0.takeUp() }
        if let name = job.name, let own { numbersByName[name] = own }
        if let group = job.name.flatMap(Job.group(of:)) {
            let members = numbersByName[group] ?? []
            if !isOwn(group), !members.contains(entry.number),
                members.allSatisfy({ entries[$0 - 1].name != group })
            {
                numbersByName[group] = members + [entry.number]
            }
        }
        return entries[entry.number - 1]
    }

    /// Adds a job of an earlier session that was only looked at: it gets a number, and none of its names leads to it
    /// unless it did before.
    @discardableResult
    mutating func addRecalled(_ job: Job) -> JobEntry {
        if let known = entry(of: job.id) {
            // For a job that continues here, this session knows the newer state.
            if known.isRecalled { update(known.number) { $0.job = job } }
            return entries[known.number - 1]
        }
        let entry = JobEntry(number: nextNumber, name: job.name, job: job, origin: .recalled)
        append(entry)
        return entry
    }

    /// Adds jobs that this or an earlier session had forgotten, and that are listed again.
    mutating func addAgain(_ jobs: [Job]) -> [JobEntry] {
        let numbers = jobs.map { job in
            let isKnown = entry(of: job.id).map { !$0.isRecalled } ?? false
            return isKnown ? add(job, name: nil).number : addEarlier(job).number
        }
        // The user who brings them back waits for them, and gets their reports, as for this
        // session's own jobs.
        for (job, number) in zip(jobs, numbers) {
            update(number) { $0.adopt(job) }
        }
        return numbers.map { entries[$0 - 1] }
    }

    /// Whether a name means a job of this session.
    private func isOwn(_ name: String) -> Bool {
        numbersByName[name]?.contains { !entries[$0 - 1].isEarlier } ?? false
    }

    /// Makes a group's name mean no job, before the jobs of a new group are added.
    mutating func startGroup(_ name: String) { numbersByName[name] = nil }

    /// Changes the entry with a number.
    mutating func update(_ number: Int, _ change: (inout JobEntry) -> Void) {
        guard entries.indices.contains(number - 1) else { return }
        change(&entries[number - 1])
        touched.insert(number)
    }

    /// Returns the jobs that were added or changed since the last call, in the order of their numbers.
    mutating func takeTouched() -> [JobEntry] {
        defer { touched = [] }
        return touched.sorted().map { entries[$0 - 1] }
    }

    private mutating func append(_ entry: JobEntry) {
        entries.append(entry)
        numbersByID[entry.job.id] = entry.number
        touched.insert(entry.number)
    }

    /// Returns the jobs that this session submitted after its first `count` jobs.
    func submitted(after count: Int) -> [JobEntry] {
        entries.dropFirst(count).filter { !$0.isEarlier }
    }

    /// Returns the entry with a number.
    func entry(_ number: Int) -> JobEntry? {
        entries.indices.contains(number - 1) ? entries[number - 1] : nil
    }

    /// Returns the entry of a job.
    func entry(of id: OutTaskID) -> JobEntry? { numbersByID[id].map { entries[$0 - 1] } }

    /// Whether the book has a job.
    func contains(_ id: OutTaskID) -> Bool { numbersByID[id] != nil }

    /// The jobs that are not forgotten.
    package var listed: [JobEntry] { entries.filter { !$0.isForgotten } }

    /// Returns the entries that a spec means, in the order of their numbers; an empty list if there
    /// are none.
    package func entries(for spec: JobSpec) -> [JobEntry] {
        switch spec {
        case .number(let number): listed.filter { $0.number == number }
        case .numbers(let range): listed.filter { range.contains($0.number) }
        case .name(let name):
            (numbersByName[name] ?? []).map { entries[$0 - 1] }.filter { !$0.isForgotten }
        // If this session has made a job, `%last` means that one.
        case .last: [reached.last { !$0.isEarlier } ?? reached.last].compactMap(\.self)
        case .all: reached
        case .failed: reached.filter { $0.job.status.isFailure }
        }
    }

    /// The listed jobs without those that this session knows only from a listing or by name.
    private var reached: [JobEntry] { listed.filter { !$0.isRecalled } }
}
