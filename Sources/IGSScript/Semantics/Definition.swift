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

    /// How to call it: `draw subject style`.
    var synopsis: String {
        ([statement.name.name] + statement.parameters.map(\.name)).joined(separator: " ")
    }

    /// What distinguishes it from other definitions, even of the same name.
    var place: Place {
        Place(file: ObjectIdentifier(file), offset: statement.range.lowerBound)
    }

    /// The place of a definition.
    struct Place: Hashable {
        let file: ObjectIdentifier
        let offset: Int
    }
}
