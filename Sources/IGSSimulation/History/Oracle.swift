import FoundationEssentials
import IGSClient
import IGSJobs

/// Holds a history that has come to its end to the promises.
struct Oracle {
    let model: ModelService
    /// Every entry of the ledger, the forgotten ones too.
    let jobs: [Job]
    /// Entries that cannot be read.
    let unreadable: [LedgerError]
    /// How often the user asked for a picture of each prompt.
    let asked: [String: Int]
    /// The caps of the runs in the end.
    let caps: [RunID: Price]
    let now: Double

    /// What the history broke.
    func violations() -> [Violation] {
        let entries = Dictionary(jobs.map { ($0.id.rawValue, $0) }) { first, _ in first }
        var found = unreadable.map {
            Violation(promise: .readable, story: "an entry cannot be read: \($0.message)")
        }
        found += known(entries) + once() + often() + had(entries) + own() + cost(entries)
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

    /// An id counts unless each of its submissions was refused for certain.
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

    private func had(_ entries: [String: Job]) -> [Violation] {
        var seen: Set<String> = []
        return model.tasks.compactMap { task in
            // Under another id nobody can find it, and of two tasks one is enough.
            guard task.hasPicture(at: now), task.outTaskID == task.submittedID,
                seen.insert(task.submittedID).inserted, let job = entries[task.submittedID],
                job.status != .completed, job.status != .abandoned
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
            guard job.status == .completed, let credits = job.creditsUsed,
                !tasks.contains(where: { abs($0.charge - credits) < 0.001 })
            else { return nil }
            return Violation(
                promise: .cost,
                story: "'\(job.request.prompt)' cost \(tasks.first?.charge ?? 0), booked \(credits)"
            )
        }
    }

    /// What a run spent may pass its cap by what tasks cost above what was announced.
    private func spent(_ entries: [String: Job]) -> [Violation] {
        caps.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { run, cap in
            let tasks = model.tasks.filter { entries[$0.submittedID]?.run == run }
            let mills = tasks.reduce(0) { $0 + Int((min($1.charge, $1.price) * 10).rounded()) }
            let doubled = tasks.count - Set(tasks.map(\.submittedID)).count
            guard mills - doubled * SimulatedScript.mostMills > cap.mills else { return nil }
            return Violation(
                promise: .cap, story: "a run with the cap \(cap) was charged \(Price(mills: mills))"
            )
        }
    }
}
