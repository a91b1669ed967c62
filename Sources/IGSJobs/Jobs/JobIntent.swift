public import IGSClient

/// What to make, before anything is reserved or sent.
public struct JobIntent: Sendable {
    /// The id that the job and the service's task will have.
    public let id: OutTaskID
    /// The user's name for the job, or nil.
    public let name: String?
    /// What to ask for.
    public let request: GenerationRequest
    /// When to ask about the job.
    public let pacing: Pacing
    /// What the job may cost in the worst case.
    public let price: Price
    /// The budgets that the job counts in, in any order.
    public let budgets: [BudgetID]
    /// The script's run that the job belongs to; nil at the prompt.
    public let run: RunID?
    /// Which of the identical requests of its run, or else of its session, the job is, from 1. Whoever asks for the same
    /// again finds each picture in its place.
    public let ordinal: Int

    /// Creates an intent.
    ///
    /// - Parameter price: the default is the estimate for the request's tier.
    public init(
        id: OutTaskID = .random(), name: String? = nil, request: GenerationRequest,
        pacing: Pacing = Pacing(), price: Price? = nil, budgets: [BudgetID] = [],
        run: RunID? = nil, ordinal: Int = 1
    ) {
        self.id = id
        self.name = name
        self.request = request
        self.pacing = pacing
        let worst =
            price ?? .estimate(quality: request.quality, resolution: request.resolution)
        self.price = Price(mills: min(max(worst.mills, 0), Price.most.mills))
        self.budgets = budgets
        self.run = run
        self.ordinal = ordinal
    }
}
