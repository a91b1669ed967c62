/// The mistakes in a plan, line by line.
package struct FaultPlanError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Mistake: Hashable, Sendable {
        /// The line, from 1; nil if the file cannot be read.
        package let line: Int?
        package let message: String
    }

    package let path: String
    package let mistakes: [Mistake]

    /// One line for each mistake: `FILE:LINE: what is wrong`.
    package var description: String {
        mistakes.map { mistake in
            mistake.line.map { "\(path):\($0): \(mistake.message)" }
                ?? "\(path): \(mistake.message)"
        }.joined(separator: "\n")
    }
}
