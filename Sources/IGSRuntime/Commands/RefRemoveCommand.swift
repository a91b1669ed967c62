import IGSScript

final class RefRemoveCommand: ImmediateCommand {
    private static let reference = ParameterKey<String>(
        "reference", .reference, "a reference by name or number")

    let signature = Signature(
        "ref remove", "remove a reference", category: .session,
        parameters: [reference],
        examples: [
            .init("ref add https://example.com/hero.png --as hero\nref remove hero", "by its name")
        ])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let argument = call.argument(of: Self.reference) else { return }
        guard let text = argument.value else {
            knowledge.hasUnknownReferences = true
            return
        }
        if let index = knowledge.indexOfReference(text) {
            knowledge.references.remove(at: index)
        } else if !knowledge.hasUnknownReferences {
            report(
                ReferenceMessages.unknownReference(
                    text, known: knowledge.references.compactMap(\.self)
                ).located(at: call.location(of: argument.word)))
        }
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        guard let text = call[Self.reference] else { return }
        session.references.remove(try ReferenceSelection.reference(text, in: session))
    }
}
