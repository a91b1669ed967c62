/// Words in a row, as people write them.
enum ListText {
    /// Returns `a, b and c`.
    static func format(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
