import IGSClient

/// What a session has tried for a job, and what it was told, since it took the job up. Not in the ledger.
struct JobAttempts: Hashable {
    var unsent = 0
    var throttled = 0
    var probes = 0
    var queries = 0
    /// Rounds through all of the addresses.
    var fetches = 0
    /// How many of the addresses stood in the last answer that had any.
    var told = 0
    /// Which of the addresses is tried.
    var address = 0
    /// How often in a row the service has said what would end the job, and what that was.
    private(set) var finalWords = 0
    private(set) var finalWord: JobFailure?
    /// Whether the address of the picture is as an earlier session left it.
    var hasOldAddress = false
    /// Whether the next question is by our own id: the id that the acceptance gave may not be the task's.
    var asksByOurID = false
    /// The task's id in the last answer to that question, if it is not the acceptance's.
    var otherTaskID: TaskID?
    /// Whether the next question is by that id, which was told twice: only if the service has a task under it, it may be
    /// ours.
    var asksByOtherID = false
    /// How often an id was told under our own id that the service has no task under.
    var disproved = 0
    /// Whether what is told under our own id is believed all the same: it was told so often, and nothing else finds the task.
    var trustsOurID = false
    /// How often in a row the answer was about another task.
    var strangers = 0
    /// Whether the job had ended, and is asked for once more: the same answer is believed sooner.
    var isRevived = false
    /// Whether the service has just said again that it has no such task.
    var wasDenied = false

    /// Counts a word that would end the job: only the same word confirms it, and none that names no task one that does.
    mutating func hear(_ word: JobFailure) {
        let isConfirmed = word.kind == finalWord?.kind && word.namesTask == finalWord?.namesTask
        finalWords = isConfirmed ? finalWords + 1 : 1
        finalWord = word
    }

    /// The other id is the task's now, or is known not to be.
    mutating func forgetOtherID() {
        otherTaskID = nil
        asksByOtherID = false
    }

    /// The service has said that the task goes on, or has its picture: what it said before was a slip.
    mutating func forgetFinalWord() {
        finalWords = 0
        finalWord = nil
    }
}
