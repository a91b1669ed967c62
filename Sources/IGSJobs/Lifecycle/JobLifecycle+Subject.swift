import IGSClient

extension JobLifecycle {
    /// The task as the service is asked for it next.
    ///
    /// - Parameters:
    ///   - id: our own id.
    ///   - isAttached: whether the task was made known by its id, so that the service does not know ours.
    ///   - sent: the addresses that were sent with the request.
    func subject(_ id: OutTaskID, isAttached: Bool, sent: Set<String>) -> TaskSubject {
        // An entry that was repaired in part counts as attached, and may have no id but ours.
        let isOurs = taskID == nil || !isAttached
        let task =
            attempts.asksByOtherID
            ? attempts.otherTaskID : attempts.asksByOurID && isOurs ? nil : taskID
        return TaskSubject(task: task, id: isOurs ? id : nil, sent: sent, pollPath: pollPath)
    }
}
