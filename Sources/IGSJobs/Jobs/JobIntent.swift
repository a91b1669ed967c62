public import IGSClient

/// What is to be made, before anything is promised or sent.
public struct JobIntent: Sendable {
    /// The id that the job and the service's task will have.
    public let id: OutTaskID
    /// The user's name for the job, or nil.
    public let name: String?
    /// What to ask for.
    public let request: GenerationRequest
    /// When to ask about it.
    public let pacing: Pacing

    /// Creates an intent.
    public init(
        id: OutTaskID = .random(), name: String? = nil, request: GenerationRequest,
        pacing: Pacing = Pacing()
    ) {
        self.id = id
        self.name = name
        self.request = request
        self.pacing = pacing
    }
}
