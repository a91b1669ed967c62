import IGSClient
import IGSJobs
import IGSScript

/// The picture files that the user knows by their names.
extension Session {
    /// Keeps in the ledger what files hold, for `recall`. Nothing else depends on it: where it cannot be kept, all goes on.
    func remember(_ files: [KnownFile]) async {
        guard !files.isEmpty else { return }
        try? await openedStack?.ledger.remember(files, now: SystemJobClock().now)
    }

    /// Where the references of a request are that the reference set may lack: those that are the pictures of jobs are named
    /// by them, others by the files that they were read from.
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
            // A file may have changed since.
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

    /// What names a job and no other: its name, else a number here.
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
