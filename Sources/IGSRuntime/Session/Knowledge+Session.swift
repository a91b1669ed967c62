import IGSScript

extension Knowledge {
    /// Notes that jobs of earlier sessions may exist now, whose numbers and names only the run can know.
    mutating func noteEarlierJobs() {
        hasUnknownJobs = true
        jobCount = nil
    }

    /// Notes that a setting changes, if it is not known which.
    mutating func forgetSettings() {
        for setting in Setting.all { settings[setting.name] = .some(nil) }
    }

    /// Returns the index of the reference that a name or a number means.
    func indexOfReference(_ text: String) -> Int? {
        if let index = references.firstIndex(where: { $0 == text }) { return index }
        return Int(text).flatMap { references.indices.contains($0 - 1) ? $0 - 1 : nil }
    }
}
