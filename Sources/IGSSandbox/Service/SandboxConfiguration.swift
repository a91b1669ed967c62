/// The settings that a sandbox is started with.
package struct SandboxConfiguration: Sendable {
    /// The port on 127.0.0.1; 0 takes any free one.
    package var port = 0
    /// The key that every call but a download must carry.
    package var key: String
    /// How many times faster than the service tasks are completed. Above 0.
    package var speed: Double = 1
    /// The folder of tasks, references and, if ``journalPath`` is nil, the journal. Created if it is missing.
    package var stateFolder: String
    /// The billing journal, if it is not in the state folder.
    package var journalPath: String?
    /// The account's credits before its first task.
    package var credits = Credits(10_000)
    /// How replies are worded.
    package var replies = ReplyForms.live
    package var duplicates = DuplicatePolicy.reject
    package var duplicateWording = DuplicateWording.exists
    /// Returns the time in seconds since 1970.
    package var now: @Sendable () -> Double = { Moment.now() }

    package init(key: String, stateFolder: String) {
        self.key = key
        self.stateFolder = stateFolder
    }

    /// Returns a new key that nobody can guess.
    package static func randomKey() -> String { "sk-sandbox-\(RandomText.base32(32))" }
}
