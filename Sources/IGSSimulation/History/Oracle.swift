import FoundationEssentials
import IGSClient
import IGSJobs

/// A cap that the user gave for a run.
struct RunCap {
    let limit: Price
    /// The ids of all the jobs that existed before.
    let before: Set<String>
}

/// Checks whether a finished history kept the promises.
struct Oracle {
    let model: ModelService
    /// Every entry of the ledger, including forgotten ones.
    let jobs: [Job]
    /// Entries that cannot be read.
    let unreadable: [LedgerError]
    /// How often the user asked for a picture of each prompt.
    let asked: [String: Int]
    /// The caps that were given for each run, in order.
    let caps: [RunID: [RunCap]]
    let now: Double

    /// Returns the promises that the history broke.
    func violations() -> [Violation] {
        let entries = Dictionary(jobs.map { ($0.id.rawValue, $0) }) { first, _ in first }
        var found = unreadable.map {
            Violation(promise: .readable, story: "an entry cannot be read: \($0.message)")
        }
        found += known(entries) + once() + often() + had() + own() + cost(entries)
        return found + spent(entries)
    }
}

extension Oracle {
    private func known(_ entries: [String: Job]) -> [Violation] {
        model.tasks.filter { $0.charge > 0 && entries[$0.submittedID] == nil }.map {
            Violation(promise: .known, story: "\($0.id) '\($0.prompt)' is not in the ledger")
        }
    }

    private func once() -> [Violation] {
        model.repeated.map {
            Violation(
                promise: .once,
                story: "'\(model.prompts[$0] ?? "")' was submitted again under one id, unasked")
        }
    }

    /// Checks how often each picture was asked for. An id counts unless each of its submissions was certainly refused.
    private func often() -> [Violation] {
        var counts: [String: Int] = [:]
        for (id, words) in model.words where words.contains(where: { $0 != .refused }) {
            counts[model.prompts[id] ?? "", default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.compactMap { prompt, count in
            let most = asked[prompt] ?? 0
            guard count > most else { return nil }
            return Violation(
                promise: .asked,
                story: "'\(prompt)' was submitted under \(count) ids, asked \(most)")
        }
    }

    private func had() -> [Violation] {
        jobs.compactMap { job in
            guard job.status != .completed, job.status != .abandoned,
                let task = model.pictured(job, at: now)
            else { return nil }
            return Violation(
                promise: .had,
                story: "\(task.id) '\(task.prompt)' has its picture; the job is "
                    + "\(job.status.rawValue), \(job.failure?.kind.rawValue ?? "-")")
        }
    }

    private func own() -> [Violation] {
        jobs.compactMap { job in
            guard let image = job.image else { return nil }
            let tasks = model.tasks(submittedAs: job.id.rawValue)
            guard tasks.contains(where: { $0.picture.digest == image.sha256 }) else {
                return Violation(
                    promise: .own, story: "the picture of '\(job.request.prompt)' is another's")
            }
            guard ContentDigest.ofFile(image.path) == image.sha256 else {
                return Violation(
                    promise: .own, story: "the picture of '\(job.request.prompt)' is not there")
            }
            return nil
        }
    }

    private func cost(_ entries: [String: Job]) -> [Violation] {
        jobs.compactMap { job in
            let tasks = model.tasks(submittedAs: job.id.rawValue)
            guard job.status == .completed, let task = tasks.first else { return nil }
            let booked = job.creditsUsed
            let isTold = tasks.contains { task in
                guard task.tellsCost else { return booked == nil }
                return booked.map { abs(task.charge - $0) < 0.001 } ?? false
            }
            guard !isTold else { return nil }
            return Violation(
                promise: .cost,
                story: "'\(task.prompt)' cost \(task.charge), booked "
                    + (booked.map { "\($0)" } ?? "nothing"))
        }
    }

    /// Checks the caps. A cap counts what the run spent before the cap was given, and limits what comes after it. The
    /// part of a task's cost that exceeds the announced price may exceed the cap; so may what the user explicitly tries
    /// again.
    private func spent(_ entries: [String: Job]) -> [Violation] {
        caps.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { run, caps in
            let jobs = entries.filter { $0.value.run == run && $0.value.retryOf == nil }
            return caps.indices.compactMap { index -> Violation? in
                let next = caps.indices.contains(index + 1) ? caps[index + 1].before : nil
                let ids = jobs.keys.filter { next?.contains($0) ?? true }
                guard ids.contains(where: { !caps[index].before.contains($0) && mills($0) > 0 })
                else { return nil }
                let sum = ids.reduce(0) { $0 + mills($1) }
                guard sum > caps[index].limit.mills else { return nil }
                return Violation(
                    promise: .cap,
                    story:
                        "a run with the cap \(caps[index].limit) was charged \(Price(mills: sum))")
            }
        }
    }

    /// Returns what a job was charged, up to the announced price.
    private func mills(_ id: String) -> Int {
        model.tasks(submittedAs: id).first.map {
            Int((min($0.charge, $0.price) * 10).rounded())
        } ?? 0
    }
}
