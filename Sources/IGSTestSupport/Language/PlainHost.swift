package import IGSScript

/// Commands with parameters and options of every kind, and two files: the script itself, as
/// `again.igs`, and the one that is named.
package struct PlainHost: CheckerHost {
    package let vocabulary = Vocabulary.plain
    package let jobStates = ["done", "failed"]

    private let script: [UInt8]

    /// Creates a host.
    ///
    /// - Parameter script: The content that `source again.igs` reads.
    package init(script: [UInt8] = []) {
        self.script = script
    }

    /// What is known about a session that has just begun.
    package static var knowledge: Knowledge {
        Knowledge(
            settings: ["ratio": "1:1"], environment: ["USER": "someone"],
            jobFields: ["status", "width"])
    }

    package func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        switch call.signature.name {
        case "set":
            if let name = call.value(of: "setting") {
                knowledge.settings[name] = .some(call.value(of: "value"))
            }
        case "gen":
            if knowledge.settings["ratio"] == "16:9", call.value(ofOption: "n") == "3" {
                report(Diagnostic(.impossiblePair, "no such pair"))
            }
            if let name = call.value(ofOption: "as") {
                knowledge.addJob(named: name)
            } else if call.has("as") {
                knowledge.hasUnknownJobs = true
            }
            knowledge.jobCount = knowledge.jobCount.map { $0 + 1 }
        case "save":
            for argument in call.arguments(of: "job") {
                guard let job = argument.value, let problem = problem(withJob: job, knowledge)
                else { continue }
                report(problem.located(at: call.location(of: argument.word)))
            }
        default: break
        }
    }

    package func problem(withSetting name: String, value: String?) -> SettingProblem? {
        guard name == "ratio" else { return .name(Diagnostic(.unknownSetting, "no setting")) }
        guard value == "wrong" else { return nil }
        return .value(Diagnostic(.badValue, "no value"))
    }

    package func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic? {
        knowledge.mayHaveJob(named: String(text.drop { $0 == "%" }))
            ? nil : Diagnostic(.unknownJob, "no job '\(text)'")
    }

    package func problem(withValue value: String, ofField field: String) -> Diagnostic? {
        field == "width" && Int(value) == nil
            ? Diagnostic(.badValue, "'\(value)' is not a width") : nil
    }

    package func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        guard path == "again.igs" else {
            throw Diagnostic(.unreadableScript, "there is no file '\(path)'")
        }
        return SourceFile(name: path, origin: .file, bytes: script)
    }

    package func table(_ path: String, from file: SourceFile) throws(Diagnostic) -> any Table {
        guard path == "table.csv" else {
            throw Diagnostic(.unreadableTable, "there is no file '\(path)'")
        }
        return PlainTable("what,ratio\nthing 1,1:1\nthing 2,wrong\nthing 3,1:1")
    }
}

extension Vocabulary {
    /// The commands of ``PlainHost``.
    package static let plain = Vocabulary(commands: [
        Signature(
            "set", "sets", category: .session,
            parameters: [
                Parameter("setting", .text("SETTING"), .optional, "a setting"),
                Parameter("value", .text("VALUE"), .optional, "its value"),
            ]),
        Signature(
            "gen", "draws", category: .pictures,
            parameters: [Parameter("prompt", .text("PROMPT"), .text, "a prompt")],
            options: [
                CommandOption(
                    "ratio", nil, .choice("RATIO", [.init("1:1"), .init("16:9")]), "a ratio"),
                CommandOption("n", "n", .integer("N", in: 1...9), "how many"),
                CommandOption("as", nil, .newName(of: "job"), "a name"),
                CommandOption("ref", nil, .text("REF"), repeats: true, "references"),
                CommandOption("force", "f", nil, "a flag"),
            ], habits: ["imagine"]),
        Signature(
            "save", "saves", category: .pictures,
            parameters: [
                Parameter("job", .text("JOB"), .many, "jobs"),
                Parameter("destination", .text("DEST"), "the destination"),
            ]),
        Signature(
            "print", "prints", category: .language,
            parameters: [Parameter("text", .text("TEXT"), .many, "words")]),
        Signature("exit", "ends", category: .shell, endsScript: true),
        Signature("ref add", "adds", category: .session),
        Signature("ref list", "lists", category: .session),
    ])
}
