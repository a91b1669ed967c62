import IGSScript

final class RefListCommand: ImmediateCommand {
    let signature = Signature(
        "ref list", "list the references", category: .session,
        examples: [.init("ref list", "number, name, source, pixels and size of each")],
        habits: ["refs"])

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.reporter.report(.references(session.references.references))
    }
}
