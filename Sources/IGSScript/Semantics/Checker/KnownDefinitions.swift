/// The definitions that the checker has found, and which of them it followed.
struct KnownDefinitions {
    private var definitions: [Definition] = []
    private var followed: Set<Definition.Place> = []
    /// How many definitions ``nextUnfollowed()`` has examined.
    private var position = 0

    /// Notes that the checker found a definition.
    mutating func add(_ definition: Definition) {
        if !followed.contains(definition.place) { definitions.append(definition) }
    }

    /// Notes that a definition is followed.
    ///
    /// - Returns: Whether it is followed for the first time.
    mutating func follow(_ definition: Definition) -> Bool {
        followed.insert(definition.place).inserted
    }

    /// Returns the next definition that was not followed; `nil` after the last.
    mutating func nextUnfollowed() -> Definition? {
        while position < definitions.count {
            let definition = definitions[position]
            position += 1
            if !followed.contains(definition.place) { return definition }
        }
        return nil
    }
}
