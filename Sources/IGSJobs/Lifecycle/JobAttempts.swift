import IGSClient

/// What a session has tried for a job, and what it was told, since it took the job up. Not in the ledger.
struct JobAttempts: Hashable {
    var unsent = 0
    var throttled = 0
    var probes = 0
    var queries = 0
    /// How many rounds through all of the addresses were made.
    var fetches = 0
    /// How many of the addresses were in the last answer that had any.
    var told = 0
    /// The index of the address that is tried.
    var address = 0
    /// How often in a row the service gave the same answer that would end the job, and that answer.
    private(set) var finalWords = 0
    private(set) var finalWord: JobFailure?
    /// Whether the picture's address is the one that an earlier session left.
    var hasOldAddress = false
    /// Whether the next question is by our own id: the id from the acceptance may not be the task's.
    var asksByOurID = false
    /// The task's id in the last answer to that question, if it is not the acceptance's.
    var otherTaskID: TaskID?
    /// Whether the next question is by that id, which was reported twice. It may be ours only if the service has a task
    /// under it.
    var asksByOtherID = false
    /// How often our own id led to another id that the service has no task under.
    var disproved = 0
    /// Whether to believe what is reported under our own id all the same: it was reported often enough, and nothing
    /// else finds the task.
    var trustsOurID = false
    /// How often in a row the answer was about another task.
    var strangers = 0
    /// Whether the job had ended, and is asked for once more: then the same answer is believed sooner.
    var isRevived = false
    /// Whether the service has just repeated that it has no such task.
    var wasDenied = false

    /// Counts an answer that would end the job. Only the same answer confirms it; one that names no task does not
    /// confirm one that does.
    mutating func hear(_ word: JobFailure) {
        let isConfirmed = word.kind == finalWord?.kind && word.namesTask == finalWord?.namesTask
        finalWords = isConfirmed ? finalWords + 1 : 1
        finalWord = word
    }

    /// Forgets the other id: it is now the task's, or is known not to be.
    mutating func forgetOtherID() {
        otherTaskID = nil
        asksByOtherID = false
    }

    /// Forgets the last final answer: the service has said that the task continues, or has its picture, so that answer
    /// was a mistake.
    mutating func forgetFinalWord() {
        finalWords = 0
        finalWord = nil
    }
}
