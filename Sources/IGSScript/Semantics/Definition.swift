/// A command that a script defined with `def`.
public struct Definition: Sendable {
    /// Its name, its parameters and what it runs.
    public let statement: DefinitionStatement
    /// The source that it stands in.
    public let file: SourceFile

    /// Makes a definition.
    public init(_ statement: DefinitionStatement, in file: SourceFile) {
        self.statement = statement
        self.file = file
    }

    /// How it is written: `draw subject style`.
    var synopsis: String {
        ([statement.name.name] + statement.parameters.map(\.name)).joined(separator: " ")
    }

    /// What tells it from others, of the same name too.
    var place: Place {
        Place(file: ObjectIdentifier(file), offset: statement.range.lowerBound)
    }

    /// Where a definition stands.
    struct Place: Hashable {
        let file: ObjectIdentifier
        let offset: Int
    }
}
