import IGSScript

/// Commands with parameters and options of every kind, which the checker follows without a runtime.
struct FuzzHost: CheckerHost {
    let vocabulary = Vocabulary.fuzz
    let jobStates = ["done", "failed"]

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        switch call.signature.name {
        case "set":
            if let name = call.value(of: "setting") {
                knowledge.settings[name] = .some(call.value(of: "value"))
            }
        case "gen":
            guard let name = call.value(ofOption: "as") else {
                knowledge.hasUnknownJobs = knowledge.hasUnknownJobs || call.has("as")
                return
            }
            knowledge.jobs.insert(name)
        default: break
        }
    }

    func endsScript(_ command: Signature) -> Bool { false }

    func problem(withSetting name: String, value: String?) -> SettingProblem? { nil }

    func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic? { nil }

    func problem(withValue value: String, ofField field: String) -> Diagnostic? { nil }

    func isAboutCircumstances(_ id: String) -> Bool { id == "E0200" }

    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        throw Diagnostic(.error, id: "E0200", "there is no file '\(path)'")
    }
}

extension Vocabulary {
    static let fuzz = Vocabulary(commands: [
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
            ]),
        Signature(
            "save", "saves", category: .pictures,
            parameters: [
                Parameter("job", .text("JOB"), .many, "jobs"),
                Parameter("destination", .text("DEST"), "where to"),
            ]),
        Signature("ref add", "adds", category: .session),
        Signature("ref list", "lists", category: .session),
    ])
}
