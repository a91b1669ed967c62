import IGSScript

final class UnsetCommand: ImmediateCommand {
    private static let first = ParameterKey<String>("setting", .setting, "a setting")
    private static let more = ParameterKey<[String]>("more", .setting, "more settings")

    let signature = Signature(
        "unset", "reset settings to their defaults", category: .session,
        parameters: [first, more],
        examples: [.init("set quality high\nunset quality", "leaves the quality to the service")],
        habits: ["reset"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        for argument in arguments(of: call) {
            guard let name = argument.value else {
                knowledge.forgetSettings()
                continue
            }
            guard let setting = Setting.named(name) else {
                report(
                    SettingMessages.unknownSetting(name)
                        .located(at: call.location(of: argument.word)))
                continue
            }
            knowledge.settings[name] = setting.read(Settings()).map { .some($0) }
        }
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        for name in arguments(of: call).compactMap(\.value) {
            guard let setting = Setting.named(name) else {
                throw Failure(SettingMessages.unknownSetting(name))
            }
            session.change(setting, to: nil)
        }
    }

    private func arguments(of call: Call) -> [Call.Argument] {
        call.arguments(of: Self.first) + call.arguments(of: Self.more)
    }
}
