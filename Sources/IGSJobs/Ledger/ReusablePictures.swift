public import IGSClient

/// The finished pictures of a ledger that answer a request again, so that it need not be paid for again. Each is given
/// out once.
///
/// The k-th identical request gets the newest picture that was made as the k-th of its run, so that it is what the last
/// run had in that place, even if that run had taken a part from runs before it. A request without such a picture gets one
/// that is left over.
///
/// It is not `Sendable`, and its calls block the calling thread: they read the ledger, and each picture that they return.
public final class ReusablePictures {
    /// A request to find a picture for.
    public struct Wanted: Hashable, Sendable {
        /// The request; its references are in the store.
        public let request: GenerationRequest
        /// Which of the identical requests it is: see ``JobIntent/ordinal``.
        public let ordinal: Int

        /// Creates a wish.
        public init(_ request: GenerationRequest, ordinal: Int) {
            self.request = request
            self.ordinal = ordinal
        }
    }

    private let ledger: Ledger
    private let store: ImageStore
    private let service: String
    private let run: RunID?
    /// The jobs that were given out, or have no picture.
    private var tried: Set<Int64> = []
    /// For each request that its own ordinal gave no picture, the places that may have one left.
    private var leftovers: [RequestKey: ArraySlice<Ledger.FinishedPlace>] = [:]

    /// Creates a search, which has given out nothing yet.
    ///
    /// - Parameters:
    ///   - service: the service whose pictures may be taken.
    ///   - run: the run that asks. Its own jobs are not reused, nor are those of this use of the ledger.
    public init(ledger: Ledger, store: ImageStore, service: String, run: RunID? = nil) {
        self.ledger = ledger
        self.store = store
        self.service = service
        self.run = run
    }

    /// Returns for each of some requests, in order, a finished job with its picture; nil if it has to be paid for.
    ///
    /// The picture is in the store, undamaged, or else in a file that it was saved to.
    ///
    /// - Throws: `LedgerError`.
    public func take(_ wanted: [Wanted]) throws(LedgerError) -> [Job?] {
        var keys: [RequestKey] = []
        var found: [Job?] = []
        // What has its own place comes first: what is left over may be another's.
        for one in wanted {
            let key = try ledger.key(of: one.request, service: service)
            keys.append(key)
            found.append(try take(one, key))
        }
        for index in wanted.indices where found[index] == nil {
            found[index] = try takeLeftover(wanted[index], keys[index])
        }
        return found
    }
}

private extension ReusablePictures {
    /// Returns the newest picture that was made for a request with the same ordinal.
    func take(_ wanted: Wanted, _ key: RequestKey) throws(LedgerError) -> Job? {
        var number = Int64.max
        while let place = try ledger.finishedPlace(key, ordinal: wanted.ordinal, before: number) {
            if let job = try job(at: place, wanted.request) { return job }
            number = place.number
        }
        return nil
    }

    /// Returns a picture that no other request needs, as far as that is known: an older one of the ordinals before, or
    /// else the last one of those that follow.
    func takeLeftover(_ wanted: Wanted, _ key: RequestKey) throws(LedgerError) -> Job? {
        var places: ArraySlice<Ledger.FinishedPlace>
        if let known = leftovers[key] {
            places = known
        } else {
            places = try ledger.finishedPlaces(key)[...]
        }
        defer { leftovers[key] = places }
        while let first = places.first, first.ordinal <= wanted.ordinal {
            places.removeFirst()
            if let job = try job(at: first, wanted.request) { return job }
        }
        while let last = places.popLast() {
            if let job = try job(at: last, wanted.request) { return job }
        }
        return nil
    }

    /// Returns the job at a place, unless it was tried before, or its picture cannot be used.
    func job(
        at place: Ledger.FinishedPlace, _ request: GenerationRequest
    ) throws(LedgerError) -> Job? {
        guard tried.insert(place.number).inserted, let entry = try ledger.entry(at: place),
            entry.request == request, entry.service == service, !entry.isAttached,
            entry.session != ledger.session, run == nil || entry.run != run,
            let image = entry.lifecycle.image, try isKept(image)
        else { return nil }
        return entry.job
    }

    /// Whether a picture is in the store, or can be put back.
    func isKept(_ image: StoredImage) throws(LedgerError) -> Bool {
        if store.has(image) { return true }
        return try ledger.filesNow(holding: image.sha256).contains {
            ContentDigest.ofFile($0.path) == image.sha256
        }
    }
}
