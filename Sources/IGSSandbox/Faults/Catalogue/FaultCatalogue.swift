/// All faults that the sandbox knows. None takes place unless a plan or a prompt says so.
package enum FaultCatalogue {
    /// The faults in the order of the help.
    package static let all =
        connection + refusals + bodies + submissions + identity + fates + queries + downloads

    static func fault(_ word: some StringProtocol) -> Fault? {
        all.first { $0.word == word }
    }

    /// The table of faults and triggers that `igs-sandbox --list-faults` prints.
    package static var table: String {
        let lines = all.map { fault in
            let places = fault.places.map(\.rawValue).joined(separator: ", ")
            return "  \(fault.usage)\n      \(places): \(fault.summary)\n"
        }
        return """
            A line of a plan:  WHERE [WHEN…] FAULT [ARGUMENTS]
            In a prompt:       sandbox:[WHERE:]FAULT [ARGUMENTS] [each N|done N|within SECONDS]

            Faults, and where they can happen; in a prompt, the first place is the default:

            \(lines.joined())
            """
    }
}
