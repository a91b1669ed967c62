import IGSClient
import IGSImages
import IGSJobs
import IGSScript

final class RefAddCommand: Command {
    private static let source = ParameterKey<String>(
        "image", .text("IMAGE", role: .image), "a file, an https URL, a data URI or a job")
    private static let name = OptionKey<String>(
        "as", .newName(of: "reference"), "name it for 'gen --ref'", habits: ["name"])
    private static let upright = OptionKey<Bool>(
        "upright", "turn a JPEG as its EXIF orientation says, without loss",
        habits: ["rotate", "autorotate", "auto-orient", "orient", "turn"])

    let signature = Signature(
        "ref add", "add a picture to the reference set", category: .session,
        parameters: [source],
        options: [name, upright],
        discussion: [
            "Every 'gen' sends the references along: at most nine PNG, JPEG or WebP pictures of 50 MB each.",
            "'ref add %day' adds the picture of a finished job, to refine it.",
            "A file is copied, so the original can be changed or deleted afterwards.",
            "Without '--upright' a picture is sent as it is stored, whatever its EXIF orientation. With it, the copy is turned; its other metadata and its colour profile are kept.",
        ],
        examples: [
            .init(
                "ref add https://example.com/hero.png --as hero",
                "an address that the service fetches"),
            .init("gen a castle --as castle\nwait\nref add %castle", "a result, to refine it"),
            .init(
                "gen a castle --as castle\nwait\nref add %castle --upright",
                "upright, whatever its EXIF orientation"),
        ])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let argument = call.argument(of: Self.source) else { return }
        let name = call[Self.name]
        if call.has(Self.name), name == nil { knowledge.hasUnknownReferences = true }
        if let text = argument.value {
            let location = call.location(of: argument.word)
            if text.hasPrefix("%") {
                JobChecks.check(text, knowledge, at: location, report: report)
            } else {
                do throws(Diagnostic) {
                    let image = try Self.reference(text)
                    let findings = try Self.findings(on: image, of: call, called: text)
                    if Self.isToldBeforeTheRun(text, argument.word) {
                        findings.forEach { report($0.located(at: location)) }
                    }
                } catch {
                    var problem = error
                    if knowledge.hasJob(named: text) {
                        problem.notes.insert("'%\(text)' is the job's picture", at: 0)
                    }
                    report(problem.located(at: location))
                }
            }
        }
        if let name, knowledge.references.contains(name) { return }
        if knowledge.references.count >= ReferenceImage.maximumCount,
            !knowledge.hasUnknownReferences
        {
            report(ReferenceMessages.tooManyReferences())
        }
        knowledge.references.append(name)
    }

    /// Returns no effect: the command sends nothing to the service.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .nothing }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        guard let argument = call.argument(of: Self.source), let text = argument.value else {
            return
        }
        let name = call[Self.name]
        let replaces = name.map { session.references.reference($0) != nil } ?? false
        guard !session.references.isFull || replaces else {
            throw Failure(ReferenceMessages.tooManyReferences())
        }
        let image = try await image(text, argument.word, of: call, in: session)
        let reference = session.references.add(
            name: name, origin: ReferenceMessages.short(text), image: image)
        session.reporter.report(.referenceAdded(reference))
    }

    /// Returns the picture as it is sent: in the store, unless it is at a URL.
    private func image(
        _ text: String, _ word: Word, of call: Call, in session: Session
    ) async throws(Failure) -> ReferenceImage {
        let location = call.location(of: word)
        let isJob = text.hasPrefix("%")
        let stored = isJob ? try await picture(of: text, at: location, in: session) : nil
        let given: ReferenceImage
        let image: ReferenceImage
        do throws(Diagnostic) {
            if let stored { given = stored } else { given = try Self.reference(text) }
            let findings = try Self.findings(on: given, of: call, called: text)
            if !Self.isToldBeforeTheRun(text, word) {
                findings.forEach { session.note($0.located(at: location)) }
            }
            image = try call[Self.upright] ? Self.turned(given, called: text) : given
        } catch {
            throw Failure(error.located(at: location))
        }
        // The picture of a job is in the store already.
        if isJob, image == given { return image }
        let store = try await session.stack().store
        let adopted: ReferenceImage
        do throws(ImageStoreError) {
            adopted = try store.adopt(image)
        } catch {
            throw LedgerMessages.failure(error)
        }
        // A turned picture is not what the file holds.
        if image == given, case .file(let path) = image.source,
            case .file(let copy) = adopted.source, let digest = ContentDigest.ofFile(copy)
        {
            await session.remember([KnownFile(path: UserPath.absolute(path), sha256: digest)])
        }
        return adopted
    }

    /// Returns the picture of a finished job.
    private func picture(
        of text: String, at location: SourceLocation, in session: Session
    ) async throws(Failure) -> ReferenceImage {
        await session.refresh()
        let entries = try JobSelection.entries([text], in: session)
        guard entries.count == 1, let entry = entries.first else {
            throw Failure(CheckMessages.severalJobs(text, entries.count).located(at: location))
        }
        let stored = try await session.restoringPicture(of: entry)
        do throws(ReferenceError) {
            return try ReferenceImage(file: stored.path)
        } catch {
            throw Failure(ReferenceMessages.unusableReference(error))
        }
    }
}

private extension RefAddCommand {
    /// Whether the check before the run reports the findings about a picture, so that the run need not: the picture is
    /// not a job's, and its word has a literal value.
    static func isToldBeforeTheRun(_ text: String, _ word: Word) -> Bool {
        !text.hasPrefix("%") && word.literal != nil
    }

    /// Returns the reference that the user wrote.
    static func reference(_ text: String) throws(Diagnostic) -> ReferenceImage {
        do throws(ReferenceError) {
            if text.hasPrefix("data:") { return try ReferenceImage(dataURI: text) }
            if text.contains("://") { return try ReferenceImage(url: text) }
            return try ReferenceImage(file: UserPath.toRead(text))
        } catch {
            throw ReferenceMessages.unusableReference(error)
        }
    }

    /// Returns findings about a usable picture: what services may do to it, and how it is turned.
    ///
    /// - Throws: ``Diagnostic`` if the user wants the picture turned and it cannot be.
    static func findings(
        on image: ReferenceImage, of call: Call, called text: String
    ) throws(Diagnostic) -> [Diagnostic] {
        let traits: PictureTraits?
        do throws(ReferenceError) {
            traits = try image.traits()
        } catch {
            throw ReferenceMessages.unusableReference(error)
        }
        let isLarge = (image.byteCount ?? 0) > ReferenceMessages.largeByteCount
        var findings = isLarge ? [ReferenceMessages.large(text)] : []
        findings += (traits?.quirks ?? []).map { ReferenceMessages.quirk($0, of: text) }
        guard call[Self.upright] else {
            if let traits, traits.orientation != .upright {
                findings.append(ReferenceMessages.turned(traits.orientation, image.format, text))
            }
            return findings
        }
        do throws(UprightError) {
            if let turn = try image.uprightTurn(), turn.size != turn.wholeSize {
                findings.append(ReferenceMessages.trimmed(turn, text))
            }
        } catch {
            throw ReferenceMessages.notTurned(error, text)
        }
        return findings
    }

    static func turned(
        _ image: ReferenceImage, called text: String
    ) throws(Diagnostic) -> ReferenceImage {
        do throws(UprightError) {
            return try image.upright()
        } catch {
            throw ReferenceMessages.notTurned(error, text)
        }
    }
}
