/// Reads the reply to a submission (PROTOCOL section 2, "Submit replies that mean accepted").
struct SubmissionReader {
    let id: OutTaskID
    let reply: RawReply

    /// The acceptance, where the reply is one beyond doubt.
    ///
    /// - Throws: `ServiceError`; of kind `ambiguous` where the reply says neither yes nor no.
    func acceptance() throws(ServiceError) -> Acceptance {
        let envelope = Envelope(reply.body)
        let errors = ErrorReader(operation: .submit, reply: reply, envelope: envelope)
        if reply.isRedirect { throw errors.error(as: redirectKind) }
        guard let envelope else { throw errors.error() }

        let task = envelope.taskID
        let saysYes = !envelope.hasError && envelope.outerCode?.isSuccess ?? reply.isSuccess
        if saysYes, task != nil || reply.isSuccess && isUnderWay(envelope) {
            return acceptance(task, envelope)
        }
        let error = errors.error()
        // Whatever went wrong around it: a task that has an id was accepted.
        guard error.kind == .ambiguous, task != nil else { throw error }
        return acceptance(task, envelope)
    }
}

extension SubmissionReader {
    private func acceptance(_ task: TaskID?, _ envelope: Envelope) -> Acceptance {
        let credits = envelope.payload["estimated_credits"]?.double
        return Acceptance(taskID: task, estimatedCredits: credits.flatMap { $0 >= 0 ? $0 : nil })
    }

    /// Whether the reply tells of a task, though it does not name it.
    private func isUnderWay(_ envelope: Envelope) -> Bool {
        if envelope.payload["out_task_id"]?.text == id.rawValue { return true }
        return switch TaskWord(in: envelope.payload)?.status {
        case .queued, .running(unknownWord: nil), .completed: true
        default: false
        }
    }

    /// A redirect that asks for the same request elsewhere has done nothing here; the others may follow a deed.
    private var redirectKind: ServiceError.Kind {
        [301, 307, 308].contains(reply.status) ? .redirected : .ambiguous
    }
}
