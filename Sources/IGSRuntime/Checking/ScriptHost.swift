package import IGSScript

/// Answers the checker's questions about the service: the commands' own rules, and the files that
/// scripts name.
package struct ScriptHost: CheckerHost {
    package let vocabulary = CommandTable.vocabulary

    /// The table that the caller gives in place of the script's; `nil` for the script's own.
    private let givenTable: GivenTable?

    package init(table: GivenTable? = nil) {
        givenTable = table
    }

    package func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        CommandTable.command(with: call.signature)?.check(call, &knowledge, report: report)
    }

    /// Returns what a call will do to the jobs of the script; its command says it.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect {
        CommandTable.command(with: call.signature)?.plannedEffect(of: call, knowledge)
            ?? .waits
    }

    package func problem(withSetting name: String, value: String?) -> SettingProblem? {
        guard let setting = Setting.named(name) else {
            return .name(SettingMessages.unknownSetting(name, value: value))
        }
        guard let value, !setting.type.isValid(value) else { return nil }
        return .value(CheckMessages.badValue(value, for: name, setting.type))
    }

    package var jobStates: [String] { JobStateWord.words }

    package func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic? {
        guard JobSpec(text) != nil else { return CheckMessages.badValue(text, for: "JOB", .job) }
        return JobChecks.problem(with: text, knowledge)
    }

    package func problem(withValue value: String, ofField field: String) -> Diagnostic? {
        guard let type = JobField(rawValue: field)?.type, !type.isValid(value) else { return nil }
        return CheckMessages.badValue(value, for: field, type)
    }

    package func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        let folder = ScriptFolder(of: file)
        let place = folder.place(of: path)
        let loaded = Result { () throws(Diagnostic) in try ScriptFile.read(place) }
        // The opened file says where the script is.
        guard folder.mayRead(path, identity: (try? loaded.get())?.identity) else {
            throw ScriptFolder.outside(path)
        }
        guard folder.isUsersOwn || path.hasSuffix(".igs") || ScriptFile.isFolder(place) else {
            let other = UserPath.withoutLinks(place + ".igs").map { _ in path + ".igs" }
            throw ScriptMessages.sourceOfOtherKind(path, other: other)
        }
        return try loaded.get()
    }

    package func table(_ path: String, from file: SourceFile) throws(Diagnostic) -> any Table {
        let folder = ScriptFolder(of: file)
        if let givenTable {
            let place = UserPath.absolute(folder.place(of: UserPath.expand(path)))
            return try givenTable.inPlace(of: path, at: place)
        }
        return try TableFile(reading: folder.fileToRead(path), name: path)
    }
}
