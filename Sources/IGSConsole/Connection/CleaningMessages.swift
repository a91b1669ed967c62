internal import Glibc
package import IGSJobs
package import IGSRuntime
internal import IGSScript

/// Messages about what `igs clean` cannot remove.
package enum CleaningMessages {
    /// Says that a file or a folder of the store was left.
    package static func left(_ obstacle: CleanedStore.Obstacle) -> Failure {
        guard let code = obstacle.errno else {
            return failure(
                "cannot clean '\(obstacle.path)': it is a link",
                "igs follows no link out of its state folder; to keep the state elsewhere, use 'igs --home DIR'"
            )
        }
        let reason = String(cString: strerror(code))
        return failure(
            "cannot clean '\(obstacle.path)': \(reason.prefix(1).lowercased())\(reason.dropFirst())",
            "what stays is whole; 'igs clean' again removes the rest")
    }

    /// Says that the embedded sandbox's tasks were left.
    package static func left(_ sandbox: SandboxCleaning.Failure) -> Failure {
        failure(
            "cannot clean the sandbox's tasks: \(sandbox.words)",
            "its tasks stay as they are")
    }

    private static func failure(_ message: String, _ note: String) -> Failure {
        Failure(Diagnostic(.notCleaned, message, notes: [note]))
    }
}
