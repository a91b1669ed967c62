/// The rows of a table that a `rows` goes through.
public struct RowSelection: Sendable {
    /// The variable that holds the number of the row.
    public static let numberVariable = "row"

    /// The table.
    public let table: any Table
    /// The variables that each row sets: its number, and the cell of each column.
    public let variables: [String]
    private let limit: Int?
    private let conditions: [(column: Int, cell: String)]

    /// Makes the selection that a call of `rows` asks for.
    ///
    /// - Returns: `nil` if its options still have to be computed.
    /// - Throws: ``Diagnostic`` if it asks for a column that the table does not have.
    public init?(_ table: any Table, _ call: Call) throws(Diagnostic) {
        limit = call[RowsStatement.limit]
        let texts = call.arguments(of: RowsStatement.conditions)
        var conditions: [(column: Int, cell: String)] = []
        for text in texts {
            guard let value = text.value else { continue }
            let name = String(value.prefix { $0 != "=" })
            let place = table.columns.firstIndex { $0.header == name || $0.variable == name }
            guard let place else {
                throw RowMessages.unknownColumn(name, in: table)
                    .located(at: call.location(of: text.word))
            }
            conditions.append((place, String(value.dropFirst(name.count + 1))))
        }
        guard conditions.count == texts.count, limit != nil || !call.has(RowsStatement.limit)
        else { return nil }
        self.table = table
        self.conditions = conditions
        variables = Self.variables(of: table)
    }

    /// The variables that each row of a table sets.
    static func variables(of table: any Table) -> [String] {
        [numberVariable] + table.columns.map(\.variable)
    }

    /// Returns the rows, from the first one.
    ///
    /// - Throws: ``Diagnostic`` if the table cannot be read any more, or has changed.
    public func rows() throws(Diagnostic) -> Rows {
        Rows(rest: try table.rows(), limit: limit, conditions: conditions)
    }

    /// Goes through the rows.
    public struct Rows {
        private var rest: any TableRows
        private var limit: Int?
        private let conditions: [(column: Int, cell: String)]

        fileprivate init(
            rest: any TableRows, limit: Int?, conditions: [(column: Int, cell: String)]
        ) {
            self.rest = rest
            self.limit = limit
            self.conditions = conditions
        }

        /// Returns the next row; `nil` after the last one.
        ///
        /// - Throws: ``Diagnostic`` if the table cannot be read any more, or changes meanwhile.
        public mutating func next() throws(Diagnostic) -> TableRow? {
            guard limit != 0 else { return nil }
            while let row = try rest.next() {
                guard conditions.allSatisfy({ row.cells[$0.column] == $0.cell }) else { continue }
                limit = limit.map { $0 - 1 }
                return row
            }
            return nil
        }
    }
}

extension TableRow {
    /// The values of the variables that it sets, in the order of ``RowSelection/variables``.
    public var values: [String] { ["\(number)"] + cells }
}
