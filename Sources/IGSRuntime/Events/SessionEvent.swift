package import IGSClient
package import IGSJobs
package import IGSScript

/// What happens in a session. Reporters show these events; nothing else prints.
package enum SessionEvent: Sendable {
    /// A session begins at the prompt.
    case started(SessionStart)
    /// Text that a script printed.
    case printed(String)
    /// A page of help.
    case help(String)
    /// A setting got a value; `nil` means the service's own.
    case settingChanged(name: String, value: String?)
    /// The settings, as `set` lists them.
    case settings([SettingLine])
    /// A picture joined the reference set.
    case referenceAdded(Reference)
    /// The reference set, as `ref list` lists it.
    case references([Reference])
    /// A job's intent was committed; the job is in progress now.
    case submitted(JobEntry, Estimate)
    /// A job of an earlier session continues in this one.
    case takenUp(JobEntry)
    /// A finished job of an earlier session answers a request, and nothing is paid.
    case reused(JobEntry)
    /// How many requests finished jobs have answered, and how many were submitted, at the end of a script.
    case reuse(reused: Int, submitted: Int)
    /// A job that is waited for changed its status, or the service gave it another status word.
    case changed(JobEntry)
    /// The progress of all jobs that are waited for; an empty list at the end.
    case waiting([WaitedJob])
    /// A job ended, or needs the user.
    case settled(JobEntry)
    /// The session ends, and these jobs keep running.
    case leftRunning([JobEntry])
    /// A job of an earlier session was named, and has a number in this session from now on.
    case recalled(JobEntry)
    /// A forgotten job is listed again.
    case restored(JobEntry)
    /// Jobs, as `jobs` lists them.
    case jobs(JobList)
    /// One job with all its details, and what is expected of it while it runs, as `status JOB` shows it.
    case job(JobEntry, JobOutlook?)
    /// What would be submitted, as `plan` finds it.
    case planned(Plan)
    /// What jobs have cost, as `cost` shows it.
    case costs(CostReport)
    /// What is left in the account at the service.
    case balance(Balance)
    /// A picture was copied to where the user wants it.
    case saved(SavedPicture)
    /// A picture to show on the terminal.
    case shown(ShownPicture)
    /// The desktop's viewer was given the picture of a job, which is in this file.
    case opened(JobEntry, path: String)
    /// Lines of the prompt, as `history` lists them.
    case history([HistoryLine])
    /// The session, as `status` shows it.
    case status(SessionStatus)
    /// Something to tell the user.
    case diagnostic(Diagnostic)
}

/// What the greeting at the prompt says.
package struct SessionStart: Sendable {
    /// The version of igs.
    package let version: String
    package let service: ServiceProfile
    /// The folder that holds the ledger and the store.
    package let stateFolder: String
    /// The unfinished jobs of sessions that have ended, which continue in this one.
    package let takenUp: [JobEntry]
}

/// A setting with its value.
package struct SettingLine: Sendable {
    package let setting: Setting
    /// `nil` means the service's own.
    package let value: String?
}

/// What `cost` shows.
package struct CostReport: Sendable {
    /// What the jobs of one period have cost.
    package struct Line: Sendable {
        /// `session`, `today` or `total`.
        package let period: String
        package let jobCount: Int
        package let spent: Price
        /// The sum set aside for jobs whose cost is not known yet.
        package let reserved: Price
    }

    package let lines: [Line]
    /// Whether these are the live service's prices and nothing was charged.
    package let isFree: Bool
}

/// What `jobs` lists, or a part of it.
package struct JobList: Sendable {
    /// The jobs.
    package let entries: [JobEntry]
    /// How many jobs of the same list were reported before.
    package let position: Int
    /// Whether jobs of other days may be among them.
    package let coversAllDays: Bool
    /// The words that were searched for.
    package let words: [String]
    /// How many more jobs earlier sessions have left; counted only if no job is listed.
    package let earlierCount: Int

    /// Makes a list.
    package init(
        entries: [JobEntry], position: Int = 0, coversAllDays: Bool, words: [String],
        earlierCount: Int
    ) {
        self.entries = entries
        self.position = position
        self.coversAllDays = coversAllDays
        self.words = words
        self.earlierCount = earlierCount
    }
}

/// A picture that `save` copied.
package struct SavedPicture: Sendable {
    package let entry: JobEntry
    package let path: String
    /// Whether the same bytes were at the destination already.
    package let wasThere: Bool
}

/// A picture that `show` or `preview` shows.
package struct ShownPicture: Sendable {
    /// The job that made it; `nil` for a file.
    package let entry: JobEntry?
    package let path: String
    /// Whether nothing else says which picture this is.
    package let needsCaption: Bool
    /// The text that makes a terminal show it, to be written unchanged; `nil` if results are for programs.
    package let rendering: String?
}

/// What `status` shows.
package struct SessionStatus: Sendable {
    package let service: ServiceProfile
    package let settings: [SettingLine]
    package let referenceCount: Int
    /// The jobs of this session by status, in the order of `JobStatus`.
    package let jobs: [(status: String, count: Int)]
    /// The folder that holds the ledger and the store.
    package let stateFolder: String
}
