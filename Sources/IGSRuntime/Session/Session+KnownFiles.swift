import IGSClient
import IGSJobs
import IGSScript

/// The picture files that the user knows by their names.
extension Session {
    /// Records in the ledger which pictures files hold, for `recall`. Nothing else depends on it: if it cannot be
    /// recorded, the session continues.
    func remember(_ files: [KnownFile]) async {
        guard !files.isEmpty else { return }
        try? await openedStack?.ledger.remember(files, now: SystemJobClock().now)
    }

    /// Returns how to add the references of a request that the reference set may lack: pictures of jobs by their jobs,
    /// others by the files that they were read from.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func additions(
        for request: GenerationRequest
    ) async throws(Failure) -> [GenLine.Addition] {
        var additions: [GenLine.Addition] = []
        for image in request.references {
            switch image.source {
            case .url(let text), .dataURI(let text):
                additions.append(.init(image: image, source: GenLine.word(text), name: nil))
            case .file(let path):
                guard let digest = ContentDigest.ofFile(path) else { continue }
                additions.append(try await addition(image, at: path, digest))
            }
        }
        return additions
    }

    private func addition(
        _ image: ReferenceImage, at path: String, _ digest: String
    ) async throws(Failure) -> GenLine.Addition {
        let ledger = try await stack().ledger
        do throws(LedgerError) {
            if let job = try await ledger.job(withPicture: digest), job.service == profile.name,
                job.forgottenAt == nil
            {
                return .init(image: image, source: try spec(of: job, ledger), name: job.name)
            }
            // A file may have changed since then.
            let file = try await ledger.files(holding: digest).first {
                ContentDigest.ofFile($0.path) == digest
            }
            let source = UserPath.shortest(file?.path ?? path)
            let stem = source.split(separator: "/").last?.prefix { $0 != "." }
            return .init(
                image: image, source: GenLine.word(source),
                name: stem.map(String.init).flatMap { Name.isLabel($0) && $0.count < 40 ? $0 : nil }
            )
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// Returns what names one job and no other: its name, or else a number in this session.
    private func spec(of job: Job, _ ledger: Ledger) throws(LedgerError) -> String {
        if let name = job.name {
            let here = jobs.entries(for: .name(name)).map(\.job)
            let meant =
                try here.isEmpty ? ledger.jobs(named: name, service: profile.name) : here
            if meant.map(\.id) == [job.id] { return "%" + name }
        }
        return "%\(desk.recall(job).number)"
    }
}
