/// Somebody else's task, which replies are about by mistake. It can be told from every task of the sandbox's.
enum Stranger {
    /// Stands in the file of each of its pictures.
    static let signature = "somebody else's picture"
    /// What its task has cost, in dollars.
    static let dollars = 9.0

    /// A task's id that no task has.
    static func taskID(besides task: SimulatedTask) -> String {
        "task_01KSTRANGER\(task.id.suffix(15))"
    }

    /// The caller's own id that no task has.
    static func outTaskID(besides task: SimulatedTask) -> String {
        "stranger_\(task.resultToken.prefix(12))"
    }

    /// What its picture shows, in the pixels that a task asked for.
    static func parameters(like task: SimulatedTask) -> PictureParameters {
        PictureParameters(
            prompt: "a picture of somebody else", ratio: task.parameters.ratio,
            tier: task.parameters.tier, quality: task.parameters.quality, references: [],
            size: task.parameters.size)
    }
}

/// Which of a task's ids a reply has from a stranger's.
enum StrangerID: String, CaseIterable {
    case both
    case outTaskID = "out-task-id"
    case taskID = "task-id"

    static let parameter = FaultParameter(
        "ID", .choice(allCases.map(\.rawValue)), default: both.rawValue)
}

extension TaskStory {
    /// The story of a stranger's task, which is completed, under one or both of its ids.
    mutating func becomeStranger(_ id: StrangerID, besides task: SimulatedTask, _ picture: String) {
        if id != .taskID { outTaskID = Stranger.outTaskID(besides: task) }
        if id != .outTaskID { taskID = .string(Stranger.taskID(besides: task)) }
        status = "completed"
        failure = [:]
        addresses = [picture]
        cost = ["cost": .number(Stranger.dollars), "credits_cost": .number(Stranger.dollars * 100)]
    }
}
