/// Reads the reply to a submission (Protocol, "Acceptances").
struct SubmissionReader {
    let id: OutTaskID
    let reply: RawReply
    /// The addresses that were sent with the request.
    var sent: Set<String> = []

    /// Returns the acceptance, if the reply is one beyond doubt.
    ///
    /// - Throws: `ServiceError`; of kind `ambiguous` if the reply says neither yes nor no, and `unreadable` if it is a
    ///   page for people.
    func acceptance() throws(ServiceError) -> Acceptance {
        let envelope = Envelope(reply.body)
        let errors = ErrorReader(operation: .submit, reply: reply, envelope: envelope)
        if reply.isRedirect {
            let tellsOfTask = envelope.map(contradictsItself) ?? false
            throw errors.error(as: tellsOfTask ? .ambiguous : redirectKind)
        }
        guard let envelope else {
            throw reply.isSuccess && reply.isPage
                ? errors.error(as: .unreadable) : errors.error()
        }

        let subject = TaskSubject(task: nil, id: id)
        // An answer to another submission does not say what became of ours.
        guard envelope.stranger(to: subject) == nil else { throw errors.error(as: .ambiguous) }
        let saysYes =
            !envelope.hasError && !envelope.saysNo
            && envelope.outerCode?.isSuccess ?? reply.isSuccess
        let task = saysYes && reply.isSuccess ? envelope.acceptedTaskID : envelope.taskID
        // If the reply names no task, an address can only be the picture's; an address beside a task may be an echo.
        let report = TaskReader(envelope: envelope, errors: errors, sent: sent).report(
            guessing: saysYes && task == nil ? .always : .never)
        let isDone = report?.status == .completed && report?.results.isEmpty == false
        if saysYes, task != nil || reply.isSuccess && (isUnderWay(envelope) || isDone) {
            return acceptance(task, envelope, isDone ? report : nil)
        }
        let error = errors.error()
        if error.kind == .ambiguous {
            // Whatever went wrong around it: a task that has an id was accepted.
            guard task != nil, !envelope.saysNo else { throw error }
            return acceptance(task, envelope, nil)
        }
        // A refusal of a submission that was accepted all the same: only the service knows what it did.
        throw contradictsItself(envelope) ? errors.error(as: .ambiguous) : error
    }
}

extension SubmissionReader {
    private func acceptance(
        _ task: TaskID?, _ envelope: Envelope, _ report: TaskReport?
    ) -> Acceptance {
        let credits = envelope.payload["estimated_credits"]?.double
        let address = [envelope.payload, envelope.root].lazy.compactMap {
            $0.first(of: ["poll_url", "polling_url", "status_url", "query_url"])?.text
        }.first
        return Acceptance(
            taskID: task, estimatedCredits: credits.flatMap { $0 >= 0 ? $0 : nil }, report: report,
            pollPath: address)
    }

    /// Whether a refusal shows signs of an accepted task: its id, a word for a task under way, or that our id has been
    /// used.
    private func contradictsItself(_ envelope: Envelope) -> Bool {
        if envelope.taskID != nil || envelope.heldTaskID != nil || envelope.hasIDBesideData
            || envelope.saysTaken
        {
            return true
        }
        return [envelope.payload, envelope.root].contains { object in
            // Numbers do not count: many refusals have `"status":0`.
            guard let word = object.first(of: TaskWord.keys)?.text, Int(word) == nil else {
                return false
            }
            return switch TaskWord(word)?.status {
            case .queued, .running(unknownWord: nil), .completed: word.plainWord != "success"
            default: false
            }
        }
    }

    /// Whether the reply reports a task, though it does not name it.
    private func isUnderWay(_ envelope: Envelope) -> Bool {
        if envelope.payload["out_task_id"]?.text == id.rawValue { return true }
        return switch TaskWord(in: envelope.payload)?.status {
        case .queued, .running(unknownWord: nil), .completed: true
        default: false
        }
    }

    /// What a redirect means: one that asks for the same request elsewhere has done nothing here; the others may come
    /// after the request was carried out.
    private var redirectKind: ServiceError.Kind {
        [301, 307, 308].contains(reply.status) ? .redirected : .ambiguous
    }
}
