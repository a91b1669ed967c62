import IGSScript
import IGSTestSupport

/// A few commands with rules of their own, and scripts that are not on any disk.
struct CheckerHouse: CheckerHost {
    var files: [String: String] = [:]

    let vocabulary = Vocabulary(commands: [
        Signature(
            "gen", "draws", category: .pictures,
            parameters: [Parameter("prompt", .text("PROMPT"), .text, "a prompt")],
            options: [
                CommandOption("as", nil, .newName(of: "job"), "a name"),
                CommandOption("ratio", nil, Self.ratio, "a ratio"),
            ], habits: ["draw"]),
        Signature(
            "wait", "waits", category: .pictures,
            parameters: [Parameter("job", .text("JOB"), .many, "jobs")]),
        Signature(
            "set", "sets", category: .session,
            parameters: [
                Parameter("setting", .text("SETTING"), "a setting"),
                Parameter("value", .text("VALUE"), "its value"),
            ]),
        Signature(
            "print", "prints", category: .language,
            parameters: [Parameter("text", .text("TEXT"), .many, "words")]),
        Signature("exit", "ends", category: .shell, endsScript: true),
        Signature("ref add", "adds", category: .session),
    ])

    static let ratio = ValueType.choice("RATIO", [.init("1:1"), .init("16:9"), .init("4:3")])

    let jobStates = ["done", "failed"]

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        switch call.signature.name {
        case "set":
            guard let name = call.value(of: "setting") else { return }
            knowledge.settings[name] = .some(call.value(of: "value"))
        case "gen":
            let ratio =
                call.has("ratio")
                ? call.value(ofOption: "ratio") : knowledge.settings["ratio"] ?? nil
            if ratio == "4:3" { report(Diagnostic(.impossiblePair, "no such pair")) }
            guard call.has("as") else { return }
            if let name = call.value(ofOption: "as") {
                knowledge.addJob(named: name)
            } else {
                knowledge.hasUnknownJobs = true
            }
        case "wait":
            for argument in call.arguments(of: "job") {
                guard let problem = argument.value.flatMap({ problem(withJob: $0, knowledge) })
                else { continue }
                report(problem.located(at: call.location(of: argument.word)))
            }
        default: break
        }
    }

    func problem(withSetting name: String, value: String?) -> SettingProblem? {
        guard name == "ratio" else {
            return .name(Diagnostic(.unknownSetting, "no setting '\(name)'"))
        }
        guard let value, !Self.ratio.isValid(value) else { return nil }
        return .value(CheckMessages.badValue(value, for: name, Self.ratio))
    }

    func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic? {
        knowledge.mayHaveJob(named: String(text.drop { $0 == "%" }))
            ? nil : Diagnostic(.unknownJob, "no job '\(text)'")
    }

    func problem(withValue value: String, ofField field: String) -> Diagnostic? {
        field == "width" && Int(value) == nil
            ? Diagnostic(.fieldNotKnown, "'\(value)' is not a width") : nil
    }

    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        guard let text = files[path] else {
            throw Diagnostic(.unreadableScript, "no file '\(path)'")
        }
        return SourceFile(name: path, origin: .file, text: text)
    }

    func table(_ path: String, from file: SourceFile) throws(Diagnostic) -> any Table {
        guard let text = files[path] else {
            throw Diagnostic(.unreadableTable, "no table '\(path)'")
        }
        return PlainTable(text)
    }

    /// What is found in a text, as `E0201@5`: the identifier, and the offset of its place.
    func findings(in text: String) -> [String] {
        findings(in: SourceFile(name: "test.igs", origin: .file, text: text))
    }

    func findings(in file: SourceFile, knowledge: Knowledge? = nil) -> [String] {
        var checker = Checker(
            host: self, knowledge: knowledge ?? Knowledge(jobFields: ["status", "width"]))
        return checker.check(file).map {
            "\($0.shownID ?? "")@\($0.location?.range.lowerBound ?? -1)"
        }
    }
}
