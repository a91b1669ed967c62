import IGSImages

#if canImport(IGSJobs)
    @testable import IGSClient
    @testable import IGSJobs
#else
    @testable import IGSClient
#endif

/// What must hold of a job whose service answers in made-up forms, from its submission to its end.
///
/// Nothing traps and everything ends; nothing is submitted a second time that may have been taken the first time; and what
/// was sent along is never a result.
enum ConversationProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        var conversation = Conversation(choices: Choices(bytes))
        return conversation.violation()
    }
}

private struct Conversation {
    var choices: Choices
    var lifecycle = JobLifecycle()
    var submissions: [MadeUpReply] = []
    var hasStored = false
    private let sent: Set<String> = [MadeUpReply.reference]

    init(choices: Choices) {
        self.choices = choices
        lifecycle.canProbe = !self.choices.once(in: 4)
    }

    mutating func violation() -> String? {
        var event = JobLifecycle.Event.begun
        for _ in 0..<400 {
            var next: JobLifecycle.Event?
            for action in lifecycle.handle(event) {
                switch action {
                case .record, .publish: break
                case .begin: next = .begun
                case .send:
                    if let reason = secondSubmission() { return reason }
                    next = submit()
                case .query: next = choices.isEmpty ? .timedOut : query()
                case .download(let url, _):
                    if isReference(url) { return "the reference is fetched as \(url)" }
                    next = choices.isEmpty ? .timedOut : download()
                case .release: return brokenEnd()
                }
            }
            // Timed states end so; the others have come to nothing that happens by itself.
            guard let next else { return lifecycle.state.isTimed ? "nothing more happens" : nil }
            event = next
        }
        return "it comes to no rest"
    }

    /// Why the submission that is about to go out must not.
    private func secondSubmission() -> String? {
        guard let last = submissions.last else { return nil }
        return last.tellsOfTask || !last.saysWait
            ? "submitted again after \(last.status) \(last.text)" : nil
    }

    private func brokenEnd() -> String? {
        if lifecycle.state == .completed, !hasStored { return "completed without a picture" }
        if let last = submissions.last, last.mayHaveTaken, !lifecycle.mayBeCharged {
            return "free of charge after \(last.status) \(last.text)"
        }
        return nil
    }

    private func isReference(_ url: String) -> Bool {
        url.lowercased().contains("ref.example.net/u1.png")
    }
}

extension Conversation {
    private mutating func submit() -> JobLifecycle.Event? {
        let reply = MadeUpReply(&choices)
        submissions.append(reply)
        guard let id = OutTaskID(rawValue: MadeUpReply.outTaskID) else { return nil }
        do throws(ServiceError) {
            let reader = SubmissionReader(id: id, reply: RawReply(reply), sent: sent)
            return .accepted(try reader.acceptance())
        } catch {
            return .submitFailed(error)
        }
    }

    private mutating func query() -> JobLifecycle.Event {
        guard let id = OutTaskID(rawValue: MadeUpReply.outTaskID) else { return .timedOut }
        let subject = lifecycle.subject(id, isAttached: false, sent: sent)
        do throws(ServiceError) {
            let reader = QueryReader(reply: RawReply(MadeUpReply(&choices)), subject: subject)
            switch try reader.outcome() {
            case .report(let report): return .reported(report)
            case .noRoute(let error): return .queryFailed(error)
            }
        } catch {
            return .queryFailed(error)
        }
    }

    private mutating func download() -> JobLifecycle.Event {
        switch choices.pick(Array(0..<4)) {
        case 0:
            hasStored = true
            return .stored(
                StoredImage(
                    path: "/images/ab.png", sha256: "ab", format: .png,
                    size: PixelSize(width: 1024, height: 1024), byteCount: 3))
        case 1: return .downloadFailed(ServiceError(kind: .noSuchTask, operation: .download))
        case 2: return .imageDamaged(ImageDefect(.truncated))
        default: return .imageDamaged(ImageDefect(.ownReference))
        }
    }
}

extension RawReply {
    init(_ reply: MadeUpReply) {
        self.init(
            status: reply.status, headers: HeaderFields(reply.headers.map { ($0.key, $0.value) }),
            body: Array(reply.text.utf8))
    }
}
