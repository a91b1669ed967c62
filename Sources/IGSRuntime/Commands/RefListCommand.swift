import IGSScript

struct RefListCommand: Command {
    let signature = Signature(
        "ref list", "lists the reference set", category: .session,
        examples: [.init("ref list", "number, name, source, pixels and size of each")],
        habits: ["refs"])

    func run(_ call: Call, in session: Session) async throws(Failure) {
        session.reporter.report(.references(session.references.references))
    }
}
