import IGSClient
import IGSJobs
import IGSScript

/// Messages about jobs that ended without a picture: the identifiers `E04xx`, with the exit code of
/// each.
package enum JobMessages {
    /// Returns the failure of a job that has no picture, and that nothing happens to by itself.
    static func failure(of entry: JobEntry) -> Failure {
        let job = entry.job
        let subject = subject(entry)
        let words = words(of: job.failure)
        switch job.status {
        case .rejected:
            let categories = job.failure?.categories ?? []
            let named = categories.isEmpty ? "" : ": \(categories.joined(separator: ", "))"
            return Failure(
                Diagnostic(
                    .rejected, "\(subject) was refused by the safety review\(named)",
                    notes: words + [charge(job), "change the prompt and try again"]))
        case .failed: return failed(entry, subject, words)
        case .expired: return expired(entry, subject, words)
        case .parked where isFree(job):
            return Failure(
                Diagnostic(
                    .laterThanPatience,
                    "the service asks igs to delay \(subject) for longer than igs is willing to wait",
                    notes: words + [
                        charge(job), "'retry \(entry.label)' sends it again",
                    ]))
        case .parked:
            return Failure(
                Diagnostic(
                    .acceptanceUnknown, "it is not known whether the service accepted \(subject)",
                    notes: words + [
                        "it was not sent again, because you could pay twice; every session asks about it again",
                        "'retry \(entry.label)' asks first, and sends it again if the service does not have it",
                    ]))
        case .uncertain where job.failure?.kind.service == .noService:
            return Failure(
                Diagnostic(
                    .notTheService, "the reply is not from the image service",
                    notes: words + [
                        "if it accepted \(subject) after all, 'wait \(entry.label)' finds it; igs does not send it twice"
                    ]))
        case .uncertain:
            return Failure(
                Diagnostic(
                    .acceptanceNotYetKnown,
                    "it is not known yet whether the service accepted \(subject)",
                    notes: words + [
                        "'wait \(entry.label)' asks again, and so does every session; it is not sent twice"
                    ]))
        case .detached where job.failure?.kind != .timedOut:
            return Failure(
                Diagnostic(
                    .notFollowed, "\(subject) could not be followed to its end",
                    notes: words + [
                        "it continues at the service: 'wait \(entry.label)' tries again"
                    ]))
        case .detached:
            return Failure(
                Diagnostic(
                    .jobTimedOut, "\(subject) took longer than its timeout",
                    notes: words.map { "the last problem: \($0)" } + [
                        "it continues at the service: 'wait \(entry.label)' keeps waiting, "
                            + "'set timeout 10m' gives new jobs longer"
                    ]))
        case .paused:
            return Failure(
                Diagnostic(
                    .waitsForKey, "\(subject) waits for a valid key",
                    notes: words + [
                        "set AIREITER_API_KEY and start igs again: the job will continue"
                    ]))
        case .abandoned:
            return Failure(Diagnostic(.givenUp, "\(subject) was abandoned"))
        case .queued, .running, .completed: return JobListMessages.notDone(entry)
        }
    }

    private static func failed(
        _ entry: JobEntry, _ subject: String, _ words: [String]
    ) -> Failure {
        let job = entry.job
        let failure = job.failure
        let kind = failure?.kind.service
        switch failure?.kind {
        case .connection?:
            return Failure(
                Diagnostic(
                    .noServiceForJob, "there is no service to send \(subject) to",
                    notes: words + ["nothing was sent"]))
        case .damagedImage?:
            return Failure(
                Diagnostic(
                    .notAPicture, "the service's result for \(subject) is not a picture",
                    notes: words + (failure?.keptBytes.map { ["it is kept in '\($0)'"] } ?? []) + [
                        charge(job), askAgain(entry),
                    ]))
        default: break
        }
        switch kind {
        case .unauthorized:
            return Failure(
                Diagnostic(
                    .keyRefused, "the service does not accept the key",
                    notes: words + ["\(subject) was not accepted; AIREITER_API_KEY holds the key"]))
        case .noCredits:
            return Failure(
                Diagnostic(
                    .noCredits, "the account has no credits left",
                    notes: words + [
                        isFree(job)
                            ? "\(subject) was not accepted; add credits at the service"
                            : charge(job)
                    ]))
        case .unsent, .untrusted:
            return Failure(
                Diagnostic(
                    .serviceUnreachable,
                    kind == .unsent
                        ? "the service cannot be reached"
                        : "the service's certificate is not trusted",
                    notes: words + [
                        "\(subject) was never sent, and nothing was charged; is the address right?"
                    ]))
        case .notAccepted where isUnsigned(failure), .unreadable, .redirected:
            return Failure(
                Diagnostic(
                    .notTheService, "the reply is not from the image service",
                    notes: words + ["\(subject) was not accepted; IGS_BASE_URL holds the address"]))
        case .badReference:
            return Failure(
                Diagnostic(
                    .referenceNotSent, "a reference of \(subject) cannot be sent",
                    notes: words + [charge(job), "add it again"]))
        case .missingResult:
            return Failure(
                Diagnostic(
                    .noPictureGiven, "\(subject) is done, but the service returned no picture",
                    notes: words + [
                        charge(job), askAgain(entry),
                        "the service's support may ask for the task id: 'status \(entry.label)' shows it",
                    ]))
        case .noSuchTask:
            return Failure(
                Diagnostic(
                    .taskGone,
                    "the service no longer knows the task of \(subject)",
                    notes: words + [charge(job), askAgain(entry)]))
        case .badAddress, .tooLarge:
            return Failure(
                Diagnostic(
                    .pictureNotTrusted, "igs refuses to fetch the picture of \(subject)",
                    notes: words
                        + (kind == .tooLarge
                            ? [
                                "igs fetches at most \(ByteCountText.format(ImageStore.maximumByteCount))"
                            ]
                            : []) + [
                            charge(job), askAgain(entry),
                            "'status \(entry.label)' shows the address, so that another program can fetch it",
                        ]))
        default:
            return Failure(
                Diagnostic(
                    .jobFailed, "\(subject) failed",
                    notes: (words.isEmpty ? ["the service did not say why"] : words) + [charge(job)]
                ))
        }
    }

    /// Returns the failure of a picture that cannot be fetched, because its time is up or for
    /// another reason.
    private static func expired(
        _ entry: JobEntry, _ subject: String, _ words: [String]
    ) -> Failure {
        let isServicesWord = entry.job.failure?.kind == .expired
        return Failure(
            Diagnostic(
                .pictureNotFetched,
                isServicesWord
                    ? "the picture of \(subject) has expired at the service"
                    : "the picture of \(subject) can no longer be fetched",
                notes: words
                    + (isServicesWord ? ["the service keeps results for a limited time"] : []) + [
                        charge(entry.job), askAgain(entry),
                    ]))
    }

    /// Returns what the user can do about a picture that was paid for.
    private static func askAgain(_ entry: JobEntry) -> String {
        "'wait \(entry.label)' asks for it again, free of charge; "
            + "'retry \(entry.label)' then pays for another"
    }

    /// Returns what a job has cost, in the same words as `cost`.
    static func charge(_ job: Job) -> String {
        let account = job.account
        // The sandbox shows the live service's prices.
        let place = job.service == "sandbox" ? " at the live service's prices" : ""
        if job.isAttached { return "only the program that submitted it knows its cost" }
        if isFree(job) { return "nothing was charged" }
        if job.cost != nil { return "the service charged \(account.spent) for it\(place)" }
        guard account.spent.mills > 0 else {
            return "until its cost is known, \(account.reserved) is reserved for it\(place)"
        }
        return
            "the service did not say what it charged; 'cost' counts the maximum, \(account.spent)\(place)"
    }

    private static func isFree(_ job: Job) -> Bool {
        job.account.spent.mills == 0 && job.account.reserved.mills == 0
    }

    /// Says that a job cost more than was announced before it was sent.
    static func costsMore(_ entry: JobEntry, _ told: Price) -> Diagnostic {
        Diagnostic(
            .costMore,
            "\(subject(entry)) cost \(told), more than the announced \(entry.job.price)",
            notes: [
                "'cost' counts what the service says; a budget reserves only the announced price"
            ])
    }

    /// Says that the service gave more addresses for a job than that of its picture.
    static func moreAddresses(_ entry: JobEntry) -> Diagnostic {
        let others = entry.job.otherAddresses
        return Diagnostic(
            .severalAddresses,
            "the service gave \(others.count + 1) addresses for \(subject(entry)); igs took the first picture",
            notes: others.prefix(3).map { "also at " + address($0) } + [
                "'status \(entry.label)' lists every address"
            ])
    }

    /// Returns an address as people see it, without the picture itself if the address contains it.
    package static func address(_ text: String) -> String {
        text.hasPrefix("data:") ? "a picture within the reply" : text
    }

    static func subject(_ entry: JobEntry) -> String { "job \(entry.number) '\(entry.label)'" }

    /// Whether a refusal came without any of the service's own words, as an HTML page does.
    private static func isUnsigned(_ failure: JobFailure?) -> Bool {
        failure?.message.isEmpty ?? true
    }

    /// Returns the failure for jobs that are not submitted, because they could cost more than is
    /// left.
    static func overBudget(_ refusal: BudgetExceeded) -> Failure {
        let budget = refusal.budget
        return Failure(
            overBudget(
                budget.cap, budget.scope, spent: budget.spent, reserved: budget.reserved,
                refusal.price))
    }

    /// Says the same about jobs that are only planned.
    static func overBudget(
        _ cap: Price, _ scope: Budget.Scope, spent: Price, reserved: Price, _ price: Price
    ) -> Diagnostic {
        let left = Price(mills: max(0, cap.mills - spent.mills - reserved.mills))
        let holder =
            switch scope {
            case .block: ""
            case .run: " of the run"
            case .session: " of the session"
            }
        let runNote =
            "the cap stays with the run: 'set budget', or 'igs --max-cost AMOUNT FILE --resume', changes it"
        return Diagnostic(
            .overBudget, "the budget of \(cap)\(holder) does not allow this",
            notes: [
                "it may cost \(price) at the live service; \(spent) is spent, "
                    + "\(reserved) is reserved, \(left) is left",
                "nothing was sent for it; a lower quality or resolution costs less",
            ] + (scope == .run ? [runNote] : []))
    }

    /// Returns the failure for a request to the service that concerns no job, if nothing answers.
    static func noService(_ reason: String) -> Failure {
        Failure(Diagnostic(.noService, "there is no service to ask", notes: [reason]))
    }

    /// Says that the reply to a submission was lost, as soon as it is.
    static func uncertain(_ entry: JobEntry) -> Diagnostic {
        let words = words(of: entry.job.failure)
        return Diagnostic(
            .acceptanceInDoubt,
            "it is not known whether the service accepted \(subject(entry))",
            notes: (words.isEmpty ? ["its reply was lost"] : words) + [
                "igs asks the service about it by the job's id, and never sends it again unasked"
            ])
    }

    static let wrongAddress = "check IGS_BASE_URL and the dialect"

    /// Returns the first 200 characters of an unintelligible reply, on one line.
    private static func excerpt(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 200 ? line : "\(line.prefix(200))…"
    }

    /// Returns why there is no picture, in the words of the service, the system or igs, whichever
    /// knows the reason.
    static func words(of failure: JobFailure?) -> [String] {
        guard let failure else { return [] }
        guard failure.message.isEmpty else {
            guard failure.speaker == .service else { return [failure.message] }
            return switch failure.kind.service {
            case .noService:
                [
                    "the reply is not in the service's format: \(excerpt(failure.message))",
                    wrongAddress,
                ]
            case .unreadable:
                ["igs does not recognise the reply: \(excerpt(failure.message))"]
            default: ["the service said: \(failure.message)"]
            }
        }
        if failure.kind.service == .redirected { return ["the service redirects elsewhere"] }
        if failure.kind.service == .noService { return [wrongAddress] }
        guard failure.speaker == .service, let code = failure.code,
            !["0", "200"].contains(code)
        else { return [] }
        return ["the service answered with the code \(code), and did not say why"]
    }
}
