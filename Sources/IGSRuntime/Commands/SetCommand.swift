import IGSClient
import IGSScript

final class SetCommand: ImmediateCommand {
    private static let setting = ParameterKey<String>(
        "setting", .setting, .optional, "a setting")
    private static let value = ParameterKey<String>(
        "value", .text("VALUE", role: .settingValue), .optional, "its value")

    let signature = Signature(
        "set", "change a setting, or list them", category: .session,
        parameters: [setting, value],
        discussion: [
            "'set NAME' shows the value of one.",
            "'help settings' has all settings, with their values and defaults.",
        ],
        examples: [
            .init("set", "lists the settings"),
            .init("set ratio 16:9", "new pictures are wide"),
            .init("set resolution 2K\nset quality high", "larger and finer"),
        ], habits: ["config", "option"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let name = call[Self.setting] else {
            if call.argument(of: Self.setting) != nil { knowledge.forgetSettings() }
            return
        }
        guard let setting = Setting.named(name) else {
            report(unknownSetting(name, call))
            return
        }
        if let value = call[Self.value] {
            if setting.type.isValid(value) {
                knowledge.settings[name] = value
            } else {
                report(badValue(value, for: setting, call))
            }
        } else if call.argument(of: Self.value) != nil {
            knowledge.settings[name] = .some(nil)
        }
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        guard let name = call[Self.setting] else {
            session.reporter.report(.settings(session.settingLines))
            return
        }
        guard let setting = Setting.named(name) else {
            throw Failure(unknownSetting(name, call))
        }
        guard let value = call[Self.value] else {
            session.reporter.report(
                .settings([SettingLine(setting: setting, value: setting.read(session.settings))]))
            return
        }
        guard setting.type.isValid(value) else {
            throw Failure(badValue(value, for: setting, call))
        }
        session.change(setting, to: value)
        noteImpossiblePair(name, session)
    }

    private func unknownSetting(_ name: String, _ call: Call) -> Diagnostic {
        SettingMessages.unknownSetting(name, value: call[Self.value])
            .located(at: call.location(of: Self.setting))
    }

    private func badValue(_ value: String, for setting: Setting, _ call: Call) -> Diagnostic {
        CheckMessages.badValue(value, for: setting.name, setting.type)
            .located(at: call.location(of: Self.value))
    }

    /// Reports a pair that `gen` would refuse as soon as it is set at the prompt.
    private func noteImpossiblePair(_ name: String, _ session: Session) {
        guard session.mode == .prompt, name == "ratio" || name == "resolution" else { return }
        let settings = session.settings
        guard settings.ratio.pixelSize(at: settings.resolution) == nil else { return }
        session.note(SettingMessages.impossiblePairNote(settings.ratio, settings.resolution))
    }
}
