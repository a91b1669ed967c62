/// Another caller's task, which replies are about by mistake. It differs from every task of the sandbox.
enum Stranger {
    /// Marks the file of each of its pictures.
    static let signature = "somebody else's picture"
    /// The cost of the stranger's task, in dollars.
    static let dollars = 9.0

    /// Returns a task id that no task has.
    static func taskID(besides task: SimulatedTask) -> String {
        "task_01KSTRANGER\(task.id.suffix(15))"
    }

    /// Returns a caller's id that no task has.
    static func outTaskID(besides task: SimulatedTask) -> String {
        "stranger_\(task.resultToken.prefix(12))"
    }

    /// Returns what its picture shows, in the pixels that a task asked for.
    static func parameters(like task: SimulatedTask) -> PictureParameters {
        PictureParameters(
            prompt: "a picture of somebody else", ratio: task.parameters.ratio,
            tier: task.parameters.tier, quality: task.parameters.quality, references: [],
            size: task.parameters.size)
    }
}

/// Which of a task's ids in a reply are a stranger's.
enum StrangerID: String, CaseIterable {
    case both
    case outTaskID = "out-task-id"
    case taskID = "task-id"

    static let parameter = FaultParameter(
        "ID", .choice(allCases.map(\.rawValue)), default: both.rawValue)
}

extension TaskStory {
    /// Turns the story into that of a stranger's completed task, under one or both of its ids.
    mutating func becomeStranger(_ id: StrangerID, besides task: SimulatedTask, _ picture: String) {
        if id != .taskID { outTaskID = Stranger.outTaskID(besides: task) }
        if id != .outTaskID { taskID = .string(Stranger.taskID(besides: task)) }
        status = "completed"
        failure = [:]
        addresses = [picture]
        cost = ["cost": .number(Stranger.dollars), "credits_cost": .number(Stranger.dollars * 100)]
    }
}
