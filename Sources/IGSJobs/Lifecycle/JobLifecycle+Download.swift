import IGSClient

/// Fetching the picture: every address that the service gave, again and again for two minutes, and the service asked for a
/// new one in between. One refusal says little: an address may not be served yet, or be one of several.
extension JobLifecycle {
    /// Begins to fetch from the addresses.
    mutating func fetch(after record: Action) -> [Action] {
        state = .downloading
        attempts.address = 0
        return [record] + download(after: .none)
    }

    mutating func complete(_ image: StoredImage) -> [Action] {
        guard state == .downloading else { return [] }
        self.image = image
        progress = 100
        keepOwnAddressFirst()
        return end(in: .completed, nil)
    }

    mutating func downloadFailed(_ error: ServiceError) -> [Action] {
        guard state == .downloading else { return [] }
        let failure = JobFailure(error)
        if error.kind == .unsent, attempts.hasOldAddress {
            // Where nobody listens any more, the task may have moved: an embedded sandbox has a port of its own each time.
            attempts.hasOldAddress = false
            if canAsk { return askAnew(failure, after: .none) }
        }
        return fetchAgain(failure, asksAnew: Self.mayHaveMoved(error), error)
    }

    /// What came is no picture: the address may lead elsewhere by now.
    mutating func imageDamaged(_ defect: ImageDefect) -> [Action] {
        guard state == .downloading else { return [] }
        if defect.code == .ownReference { dropAddress() }
        return fetchAgain(
            JobFailure(defect), asksAnew: [.notAnImage, .ownReference].contains(defect.code))
    }

    /// The picture is paid for: a session that finds room on the disk fetches it.
    mutating func storeFailed(_ failure: JobFailure) -> [Action] {
        guard state == .downloading else { return [] }
        return end(in: .detached, failure)
    }

    /// What was fetched from is still there, whatever the service says of the task meanwhile.
    mutating func fetchOn() -> [Action] {
        attempts.address = 0
        return [.publish] + download(after: .none)
    }
}

extension JobLifecycle {
    /// The address that was tried leads to what was sent. The last one stays, for there to be something to try.
    private mutating func dropAddress() {
        guard addresses.count > 1, addresses.indices.contains(attempts.address) else { return }
        addresses.remove(at: attempts.address)
        if attempts.address < attempts.told { attempts.told -= 1 }
        attempts.address -= 1
    }

    /// Of several addresses, the first that had a picture is the picture's. What an earlier answer called the same picture
    /// by is of no use any more where the last one told of this address.
    private mutating func keepOwnAddressFirst() {
        guard addresses.indices.contains(attempts.address) else { return }
        if attempts.address < attempts.told {
            addresses.removeSubrange(attempts.told...)
        }
        let own = addresses.remove(at: attempts.address)
        // A signature that is new does not make another picture.
        addresses.removeAll { Self.withoutQuery($0) == Self.withoutQuery(own) }
        addresses.insert(own, at: 0)
    }

    private static func withoutQuery(_ address: String) -> Substring {
        address.prefix { $0 != "?" }
    }

    /// Whether the picture is not here yet, and nothing but its addresses may lead to it: no id of the service's is known.
    var hasOnlyAddresses: Bool {
        image == nil && !addresses.isEmpty && taskID == nil && pollPath == nil
    }

    /// Whether the task can be asked for.
    var canAsk: Bool { taskID != nil || pollPath != nil || canProbe }

    private func download(after pause: Pause) -> [Action] {
        guard addresses.indices.contains(attempts.address) else {
            return [.query(after: .nextPoll)]
        }
        return [.download(url: addresses[attempts.address], after: pause)]
    }

    private mutating func askAnew(_ failure: JobFailure, after pause: Pause) -> [Action] {
        self.failure = failure
        return [.publish, .query(after: pause)]
    }

    private mutating func fetchAgain(
        _ failure: JobFailure, asksAnew: Bool, _ error: ServiceError? = nil
    ) -> [Action] {
        self.failure = failure
        attempts.address += 1
        if attempts.address < addresses.count { return [.publish] + download(after: .none) }
        attempts.address = 0
        attempts.fetches += 1
        // What is too large is so again, most likely.
        let isHopeless = attempts.isRevived || error?.kind == .tooLarge
        let tries = isHopeless ? policy.revivedFetchTries : policy.fetchTries
        guard attempts.fetches < tries else { return giveUp(failure) }
        if let error, asksForTooMuch(error) { return end(in: .detached, failure) }
        let pause = Pause.fetch(attempts.fetches, atLeast: error?.retryAfter)
        guard asksAnew, canAsk else { return [.publish] + download(after: pause) }
        return askAnew(failure, after: pause)
    }

    /// The addresses stay with the job: the user may have them asked again.
    private mutating func giveUp(_ failure: JobFailure) -> [Action] {
        switch failure.kind.service {
        case .unauthorized, .noCredits, .rejected, .noSuchTask, .notAccepted, .taskFailed,
            .missingResult, .redirected, .unsupported:
            end(in: .expired, failure)
        case .tooLarge, .badAddress, .badReference:
            end(in: .failed, failure)
        case .throttled, .unsent, .untrusted, .ambiguous, .transient, .unreadable, .noService,
            .otherTask, .receiver, .cancelled:
            end(in: .detached, failure)
        // A picture that is damaged each time.
        case nil:
            end(in: .failed, failure)
        }
    }

    /// Whether there may be another address by now: nothing answers at this one, or it is refused.
    private static func mayHaveMoved(_ error: ServiceError) -> Bool {
        switch error.kind {
        case .unauthorized, .noCredits, .rejected, .noSuchTask, .notAccepted, .taskFailed,
            .missingResult, .redirected, .badAddress, .badReference, .unsupported, .unreadable,
            .tooLarge, .unsent, .untrusted:
            true
        case .throttled, .ambiguous, .transient, .noService, .otherTask, .receiver, .cancelled:
            false
        }
    }
}
