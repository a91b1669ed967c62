/// One line of the billing journal.
package struct Bill: Codable, Sendable {
    /// The moment of acceptance, in ISO 8601 with milliseconds, UTC.
    package let time: String
    package let taskID: String
    /// Absent for a task of the `images` dialect.
    package let outTaskID: String?
    package let credits: Credits
    package let aspectRatio: String
    package let resolution: Tier
    /// Absent if the submission left it to the service.
    package let quality: Quality?
    /// How many pictures the submission brought or named.
    package let references: Int

    enum CodingKeys: String, CodingKey {
        case time
        case taskID = "task_id"
        case outTaskID = "out_task_id"
        case credits
        case aspectRatio = "aspect_ratio"
        case resolution
        case quality
        case references
    }
}
