/// A task that the sandbox has accepted: one line of `tasks.jsonl`. It never changes; its state follows from the time.
package struct SimulatedTask: Hashable, Codable, Sendable {
    /// How long a result's URL works, in seconds. Unlike the work itself, this is not divided by the speed.
    static let resultLifetime: Double = 24 * 3600

    package let id: String
    /// The caller's own id; nil for a task of the `images` dialect.
    package let outTaskID: String?
    /// The part of the result's URL that cannot be guessed.
    package let resultToken: String
    package internal(set) var parameters: PictureParameters
    package let timeline: Timeline
    package let cost: Credits
    /// Its fate; nil for a picture.
    var fate: TaskFate?
    /// The time during which no query finds it; nil if every query does.
    var absence: TaskAbsence?

    enum CodingKeys: String, CodingKey {
        case id
        case outTaskID = "out_task_id"
        case resultToken = "result_token"
        case parameters
        case timeline
        case cost
        case fate
        case absence
    }

    /// When the result's URL stops working, in seconds since 1970.
    var expiresAt: Double { timeline.completedAt + Self.resultLifetime }

    /// Its line in the billing journal.
    var bill: Bill {
        Bill(
            time: Moment.text(timeline.submittedAt), taskID: id, outTaskID: outTaskID,
            credits: cost, aspectRatio: parameters.ratio, resolution: parameters.tier,
            quality: parameters.quality, references: parameters.references.count)
    }
}
