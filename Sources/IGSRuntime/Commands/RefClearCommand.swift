import IGSScript

final class RefClearCommand: ImmediateCommand {
    let signature = Signature(
        "ref clear", "remove all references", category: .session,
        examples: [.init("ref clear", "the next pictures start from their prompts alone")])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        knowledge.references = []
        knowledge.hasUnknownReferences = false
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.references.removeAll()
    }
}
