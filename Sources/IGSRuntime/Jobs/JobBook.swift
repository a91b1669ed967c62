import IGSClient
import IGSJobs

/// The jobs of a session by number and by name.
///
/// A name given again means the newest job; the older keep their numbers. The name given to several
/// jobs at once (`-n 4 --as day`) means all of them.
package struct JobBook: Sendable {
    /// The jobs in the order of their numbers.
    package private(set) var entries: [JobEntry] = []
    private var numbersByName: [String: [Int]] = [:]
    private var numbersByID: [OutTaskID: Int] = [:]

    /// The names that mean something, sorted.
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

    /// Without a job.
    package init() {}

    /// The number that the next job gets.
    var nextNumber: Int { entries.count + 1 }

    /// Takes in a job; one that is known already keeps its number, and is listed again if it was forgotten.
    ///
    /// - Parameters:
    ///   - name: What this session calls it.
    ///   - group: The name that means this job and those added with the same group.
    /// - Returns: The job's entry.
    @discardableResult
    mutating func add(_ job: Job, name: String?, group: String? = nil) -> JobEntry {
        if let number = numbersByID[job.id] {
            update(number) { entry in
                entry.job = job
                entry.list()
            }
            if let name { numbersByName[name] = [number] }
            return entries[number - 1]
        }
        let entry = JobEntry(number: nextNumber, name: name, job: job)
        entries.append(entry)
        numbersByID[job.id] = entry.number
        if let name { numbersByName[name] = [entry.number] }
        if let group, group != name { numbersByName[group, default: []].append(entry.number) }
        return entry
    }

    /// Takes in another try of a job, which stands for it from now on, also among several.
    mutating func add(_ job: Job, inPlaceOf old: JobEntry) -> JobEntry {
        let entry = add(job, name: old.name)
        for name in numbersByName.keys {
            numbersByName[name] = numbersByName[name]?.map { $0 == old.number ? entry.number : $0 }
        }
        return entry
    }

    /// Takes in a job of an earlier session that goes on in this one.
    ///
    /// A name that this session has given goes on meaning its own job. `day-2` joins the group `day` again, as long as that
    /// names no other job.
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

    /// Takes in a job of an earlier session that is looked at: it gets a number, and no name leads to it that did not before.
    @discardableResult
    mutating func addRecalled(_ job: Job) -> JobEntry {
        if let known = entry(of: job.id) {
            // What goes on here is known better here.
            if known.isRecalled { update(known.number) { $0.job = job } }
            return entries[known.number - 1]
        }
        let entry = JobEntry(number: nextNumber, name: job.name, job: job, origin: .recalled)
        entries.append(entry)
        numbersByID[job.id] = entry.number
        return entry
    }

    /// Takes in jobs that were forgotten, here or by an earlier session, and are listed again.
    mutating func addAgain(_ jobs: [Job]) -> [JobEntry] {
        let numbers = jobs.map { job in
            let isKnown = entry(of: job.id).map { !$0.isRecalled } ?? false
            return isKnown ? add(job, name: nil).number : addEarlier(job).number
        }
        // Whoever brings them back waits for them, and hears of them, as for what was made here.
        for (job, number) in zip(jobs, numbers) {
            update(number) { $0.adopt(job) }
        }
        return numbers.map { entries[$0 - 1] }
    }

    /// Whether a name means a job of this session.
    private func isOwn(_ name: String) -> Bool {
        numbersByName[name]?.contains { !entries[$0 - 1].isEarlier } ?? false
    }

    /// Makes a group's name mean no job, before those of a new group are added.
    mutating func startGroup(_ name: String) { numbersByName[name] = nil }

    /// Takes a job out of sight; its number and its names stay its own.
    mutating func hide(_ number: Int) {
        update(number) { $0.hide() }
    }

    /// Changes the entry of a number.
    mutating func update(_ number: Int, _ change: (inout JobEntry) -> Void) {
        guard entries.indices.contains(number - 1) else { return }
        change(&entries[number - 1])
    }

    /// The jobs that this session submitted after a number of jobs was known.
    func submitted(after count: Int) -> [JobEntry] {
        entries.dropFirst(count).filter { !$0.isEarlier }
    }

    /// The entry of a number.
    func entry(_ number: Int) -> JobEntry? {
        entries.indices.contains(number - 1) ? entries[number - 1] : nil
    }

    /// The entry of a job.
    func entry(of id: OutTaskID) -> JobEntry? { numbersByID[id].map { entries[$0 - 1] } }

    /// Whether a job was taken in.
    func contains(_ id: OutTaskID) -> Bool { numbersByID[id] != nil }

    /// The jobs but those that were forgotten.
    package var listed: [JobEntry] { entries.filter { !$0.isForgotten } }

    /// The entries that a spec means, in the order of their numbers; none where there are none.
    package func entries(for spec: JobSpec) -> [JobEntry] {
        switch spec {
        case .number(let number): listed.filter { $0.number == number }
        case .numbers(let range): listed.filter { range.contains($0.number) }
        case .name(let name):
            (numbersByName[name] ?? []).map { entries[$0 - 1] }.filter { !$0.isForgotten }
        // Whoever has made a job here means that.
        case .last: [reached.last { !$0.isEarlier } ?? reached.last].compactMap(\.self)
        case .all: reached
        case .failed: reached.filter { $0.job.status.isFailure }
        }
    }

    /// The jobs but those that only a listing has brought into reach.
    private var reached: [JobEntry] { listed.filter { !$0.isRecalled } }
}
