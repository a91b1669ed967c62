import IGSClient
import IGSScript

struct SetCommand: Command {
    let signature = Signature(
        "set", "changes a setting; alone, lists them", category: .session,
        parameters: [
            Parameter("setting", .setting, .optional, "a setting"),
            Parameter("value", .text("VALUE"), .optional, "its value"),
        ],
        discussion: ["With a setting alone, shows its value."],
        examples: [
            .init("set", "lists the settings"),
            .init("set ratio 16:9", "new pictures are wide"),
            .init("set resolution 2K\nset quality high", "larger and finer"),
        ], habits: ["config", "option"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let argument = call.arguments(of: "setting").first else { return }
        guard let name = argument.value else {
            knowledge.forgetSettings()
            return
        }
        guard let setting = Setting.named(name) else {
            report(
                ServiceCheckMessages.unknownSetting(name).located(
                    at: call.location(of: argument.word)))
            return
        }
        guard let value = call.arguments(of: "value").first else { return }
        if let text = value.value, !setting.type.isValid(text) {
            report(
                CheckMessages.badValue(text, for: name, setting.type)
                    .located(at: call.location(of: value.word)))
        } else {
            knowledge.settings[name] = .some(value.value)
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        guard let name = call.value(of: "setting") else {
            session.reporter.report(.settings(session.settingLines))
            return
        }
        guard let setting = Setting.named(name) else {
            throw Failure(ServiceCheckMessages.unknownSetting(name))
        }
        guard let value = call.value(of: "value") else {
            session.reporter.report(
                .settings([SettingLine(setting: setting, value: setting.read(session.settings))]))
            return
        }
        guard setting.type.isValid(value) else {
            throw Failure(CheckMessages.badValue(value, for: name, setting.type))
        }
        await session.change(setting, to: value)
        noteImpossiblePair(name, session)
    }

    /// At the prompt, tells at once of a pair that `gen` would refuse.
    private func noteImpossiblePair(_ name: String, _ session: Session) {
        let settings = session.settings
        guard session.mode == .prompt, name == "ratio" || name == "resolution",
            settings.ratio.pixelSize(at: settings.resolution) == nil
        else { return }
        session.note(ServiceCheckMessages.impossiblePairNote(settings.ratio, settings.resolution))
    }
}
