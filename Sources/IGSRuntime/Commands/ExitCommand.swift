import IGSScript

final class ExitCommand: ImmediateCommand {
    let signature = Signature(
        "exit", "leaves the shell or ends the script", category: .shell,
        parameters: [
            Parameter("code", .integer("CODE", in: 0...255), .optional, "the exit code")
        ],
        discussion: [
            "Jobs that are on their way go on at the service; the next session takes them up.",
            "Without a code: 0, or that of the first error.",
        ],
        examples: [.init("exit", "leaves")],
        habits: ["quit", "bye", "logout", "q"])

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.requestExit(call.value(of: "code").flatMap { Int32($0) })
    }
}
