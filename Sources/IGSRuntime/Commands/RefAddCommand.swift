import IGSClient
import IGSJobs
import IGSScript

final class RefAddCommand: Command {
    let signature = Signature(
        "ref add", "adds a picture to the reference set", category: .session,
        parameters: [
            Parameter(
                "image", .text("IMAGE", role: .image), "a file, an https URL, a data URI or a job")
        ],
        options: [
            CommandOption(
                "as", nil, .newName(of: "reference"), "names it, for 'gen --ref'", habits: ["name"])
        ],
        discussion: [
            "References accompany every 'gen': nine at most. PNG, JPEG and WebP, 50 MB each.",
            "'ref add %day' takes the picture of a finished job, to refine it.",
            "A file is copied: it may change or go away afterwards.",
        ],
        examples: [
            .init(
                "ref add https://example.com/hero.png --as hero",
                "an address that the service fetches"),
            .init("gen a castle --as castle\nwait\nref add %castle", "a result, to refine it"),
        ])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let argument = call.arguments(of: "image").first else { return }
        let name = call.value(ofOption: "as")
        if call.has("as"), name == nil { knowledge.hasUnknownReferences = true }
        if let text = argument.value {
            let location = call.location(of: argument.word)
            if text.hasPrefix("%") {
                JobChecks.check(text, knowledge, at: location, report: report)
            } else {
                do throws(ReferenceError) {
                    _ = try Self.image(text)
                } catch {
                    report(ServiceCheckMessages.unusableReference(error).located(at: location))
                }
            }
        }
        if let name, knowledge.references.contains(name) { return }
        if knowledge.references.count >= ReferenceImage.maximumCount,
            !knowledge.hasUnknownReferences
        {
            report(ServiceCheckMessages.tooManyReferences())
        }
        knowledge.references.append(name)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        guard let text = call.value(of: "image") else { return }
        let name = call.value(ofOption: "as")
        let replaces = name.map { session.references.reference($0) != nil } ?? false
        guard !session.references.isFull || replaces else {
            throw Failure(ServiceCheckMessages.tooManyReferences())
        }
        let image = try await image(text, at: call.location(of: "image"), in: session)
        let reference = session.references.add(
            name: name, origin: text.hasPrefix("data:") ? String(text.prefix(24)) + "…" : text,
            image: image)
        session.reporter.report(.referenceAdded(reference))
    }

    private func image(
        _ text: String, at location: SourceLocation, in session: Session
    ) async throws(Failure) -> ReferenceImage {
        if text.hasPrefix("%") { return try await picture(of: text, at: location, in: session) }
        let image: ReferenceImage
        do throws(ReferenceError) {
            image = try Self.image(text)
        } catch {
            throw Failure(ServiceCheckMessages.unusableReference(error).located(at: location))
        }
        let store = try await session.service().store
        do throws(ImageStoreError) {
            return try store.adopt(image)
        } catch {
            throw RuntimeMessages.failure(error)
        }
    }

    /// The picture of a finished job.
    private func picture(
        of text: String, at location: SourceLocation, in session: Session
    ) async throws(Failure) -> ReferenceImage {
        await session.refresh()
        let entries = try JobSelection.entries([text], in: session)
        guard entries.count == 1, let entry = entries.first else {
            throw Failure(
                ServiceCheckMessages.severalJobs(text, entries.count).located(at: location))
        }
        let stored = try await session.restoringPicture(of: entry)
        do throws(ReferenceError) {
            return try ReferenceImage(file: stored.path)
        } catch {
            throw Failure(ServiceCheckMessages.unusableReference(error))
        }
    }

    /// A reference as the user writes it.
    private static func image(_ text: String) throws(ReferenceError) -> ReferenceImage {
        if text.hasPrefix("data:") { return try ReferenceImage(dataURI: text) }
        if text.contains("://") { return try ReferenceImage(url: text) }
        return try ReferenceImage(file: UserPath.toRead(text))
    }
}
