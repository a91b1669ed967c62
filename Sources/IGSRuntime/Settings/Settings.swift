package import IGSClient
package import IGSJobs

/// The settings of a session, for what the options of a `gen` do not say.
package struct Settings: Sendable {
    /// What a script does at an error.
    package enum OnError: String, CaseIterable, Sendable {
        case stop
        case `continue`
    }

    /// Whether pictures are shown as they complete.
    package enum Preview: String, CaseIterable, Sendable {
        /// Only if somebody sees them: on a terminal.
        case auto
        case off
    }

    /// The aspect ratio of new pictures.
    package var ratio = AspectRatio.allCases[0]
    /// The resolution of new pictures.
    package var resolution = Resolution.oneK
    /// `nil` means the service's own default.
    package var quality: Quality?
    /// The folder of pictures that are saved without a destination.
    package var outdir = "."
    /// The name of a picture that is saved into a folder.
    package var template = "{name}-{ratio}.{ext}"
    /// How many jobs may be in progress at a time.
    package var concurrency = 8
    /// How long after its submission the service is first asked about a job; `nil` means as earlier jobs suggest.
    package var pollAfter: Duration?
    /// The time between two questions about a job; `nil` means as earlier jobs suggest.
    package var pollEvery: Duration?
    /// `nil` means 180 s, and 300 s for `high` at 2K and 4K.
    package var timeout: Duration?
    /// Whether each picture is saved as soon as it is known to be complete.
    package var autosave = false
    /// Whether, and when, pictures are shown in the terminal.
    package var preview = Preview.off
    /// What a script does at an error.
    package var onError: OnError { chosenOnError ?? .stop }
    /// What the user has chosen; `nil` if nothing.
    package var chosenOnError: OnError?
    /// Whether the prompt shows colours and hints while the user types a line.
    package var hints = true
    /// What the jobs of the session may cost together; `nil` means that there is no limit.
    package var budget: Price?

    /// The sum above which the prompt asks before it pays; `nil` means never.
    package var confirm: Price? = Price(mills: 5_000)

    /// The defaults.
    package init() {}

    /// The settings of a session that has just begun.
    static let standard = Settings()

    /// Returns the times for polling a job, at a service whose time passes faster by a factor.
    package func pacing(timeScale: Double) -> Pacing {
        Pacing(pollAfter: pollAfter, pollEvery: pollEvery, timeout: timeout, timeScale: timeScale)
    }
}
