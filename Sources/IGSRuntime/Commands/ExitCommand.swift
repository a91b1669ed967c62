import IGSScript

final class ExitCommand: ImmediateCommand {
    private static let code = ParameterKey<Int32>(
        "code", .integer("CODE", in: 0...255), .optional, "the exit code")

    let signature = Signature(
        "exit", "leave the shell, or end the script", category: .shell,
        parameters: [code],
        discussion: [
            "Running jobs continue at the service, and the next session picks them up.",
            "Without a code, igs exits with 0 or with the first error's code.",
        ],
        examples: [.init("exit", "leaves")],
        habits: ["quit", "bye", "logout", "q"], endsScript: true)

    /// Returns an effect, because jobs may end before the script that sourced this one continues.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .waits }

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.requestExit(call[Self.code])
    }
}
