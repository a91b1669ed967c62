package import IGSScript

/// How `igs` ends. All its exit codes are declared here, and nowhere else.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case success = 0
    /// A command or a task failed.
    case failure = 1
    /// The command line was wrong.
    case usage = 2
    /// The script does not parse or has errors; nothing was sent.
    case invalidScript = 3
    /// An `expect` did not hold.
    case expectation = 4
    /// Not authorised, or no credits.
    case unauthorized = 5
    /// Refused by the safety review.
    case rejected = 6
    case timedOut = 124
    /// Stopped by Ctrl-C, or because nobody reads the output any more. A process that a signal
    /// asked to end dies of that signal; if it cannot, this is its exit code.
    case interrupted = 130
}

extension DiagnosticID {
    /// The exit code if this diagnostic ends igs; `nil` if it depends on more than the identifier:
    /// on whether the check or the run finds it, or on the script that ended.
    package var exitStatus: ExitStatus? {
        switch self {
        case .unmetExpectation, .nothingFailed: .expectation
        case .rejected: .rejected
        case .waitTimedOut, .jobTimedOut: .timedOut
        case .keyRefused, .noCredits, .waitsForKey, .noKey, .badKey, .keyFileNotRegular,
            .keyFileNotOwned, .keyFileOpen, .keyFileWithoutKey, .keyFileUnreadable:
            .unauthorized
        case .missingParameter, .duplicateParameter, .unknownParameter, .notList, .unknownRun,
            .badDialect, .badServiceAddress, .badProxy, .modelIsFixed, .badModel, .badArgument,
            .missingValue, .noOutputFolder, .unreadableInput, .faultsNeedSandbox, .badFaultPlan,
            .notAKey, .nothingToResume, .reuseAtPrompt, .argumentNotUTF8, .noTests,
            .testsNotSearched,
            .unreadableScriptInput:
            .usage
        case .sourceExited: nil
        // The check finds these, too, if it knows the destination.
        case .fileExists, .notReplaceable, .unwritableFile, .outsideFolder, .badTemplate,
            .duplicateDestination:
            nil
        default:
            switch stage {
            case _ where severity == .warning: nil
            case .syntax: .invalidScript
            case .check: nil
            default: .failure
            }
        }
    }
}
