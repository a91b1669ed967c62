import IGSScript

final class ExitCommand: ImmediateCommand {
    private static let code = ParameterKey<Int32>(
        "code", .integer("CODE", in: 0...255), .optional, "the exit code")

    let signature = Signature(
        "exit", "leaves the shell or ends the script", category: .shell,
        parameters: [code],
        discussion: [
            "Jobs that are on their way go on at the service; the next session takes them up.",
            "Without a code: 0, or that of the first error.",
        ],
        examples: [.init("exit", "leaves")],
        habits: ["quit", "bye", "logout", "q"])

    /// Jobs may end before the script goes on that sourced this one.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .waits }

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.requestExit(call[Self.code])
    }
}
