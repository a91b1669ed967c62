import IGSClient
import IGSScript

extension RuntimeMessages {
    /// A recalled line that does not ask for all that the job asked for.
    ///
    /// - Parameters:
    ///   - missing: The pictures of the job that the reference set has no room for, or that are lost.
    ///   - quality: What the session sets, where the job left it to the service.
    static func incompleteLine(
        of word: String, missing: [ReferenceImage], besides quality: Quality?
    ) -> Diagnostic {
        let count = missing.count
        var notes = count == 0 ? [] : ["'ref clear' makes room, then recall again"]
        if let quality {
            notes.append(
                "the job left the quality to the service; it is set to \(quality.rawValue): 'unset quality'"
            )
        }
        return Diagnostic(
            .warning, id: "W0344",
            count == 0
                ? "the command asks for another quality than '\(word)' did"
                : "\(count == 1 ? "1 reference" : "\(count) references") of '\(word)' "
                    + "\(count == 1 ? "is" : "are") not in the reference set, nor in the command",
            notes: notes)
    }
}
