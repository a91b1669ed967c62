import FoundationEssentials
package import IGSScript

/// Answers the checker's questions about the service: the commands' own rules, and the files that
/// scripts name.
package struct ScriptHost: CheckerHost {
    package let vocabulary = CommandTable.vocabulary

    package init() {}

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
        switch file.origin {
        case .prompt, .argument: return try ScriptFile.read(UserPath.toRead(path))
        case .file:
            // The neighbours of a script that was started through a link are in the folder where
            // the script really is.
            let slash = file.identity.lastIndex(of: "/")
            let folder =
                slash.map { String(file.identity[...$0]) }
                ?? FileManager.default.currentDirectoryPath + "/"
            let target = path.hasPrefix("/") ? path : folder + path
            // It gets a path like its neighbour's name, if that path leads to it.
            let near = file.name.lastIndex(of: "/").map { String(file.name[...$0]) } ?? ""
            let isNear = UserPath.withoutLinks(near.isEmpty ? "." : near).map { $0 + "/" } == folder
            let loaded = Result { () throws(Diagnostic) in
                try ScriptFile.read(isNear && !path.hasPrefix("/") ? near + path : target)
            }
            // The opened file says where the script is; if there is none, its path does. Bytes are compared, because
            // Swift treats the names of different files as equal texts.
            let place = (try? loaded.get())?.identity ?? URL(filePath: target).standardized.path
            guard place.utf8.starts(with: folder.utf8) else {
                throw ScriptMessages.sourceOutside(path)
            }
            guard path.hasSuffix(".igs") || ScriptFile.isFolder(target) else {
                let other = UserPath.withoutLinks(folder + path + ".igs").map { _ in path + ".igs" }
                throw ScriptMessages.sourceOfOtherKind(path, other: other)
            }
            return try loaded.get()
        }
    }
}
