import IGSScript

/// Finds the reference that a text means.
enum ReferenceSelection {
    /// Returns the reference that a text means.
    ///
    /// - Throws: ``Failure`` if there is none.
    static func reference(_ text: String, in session: Session) throws(Failure) -> Reference {
        guard let reference = session.references.reference(text) else {
            throw Failure(
                ReferenceMessages.unknownReference(
                    text, known: session.references.references.compactMap(\.name)))
        }
        return reference
    }
}
