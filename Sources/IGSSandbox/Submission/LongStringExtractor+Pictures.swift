extension LongStringExtractor {
    /// The pictures that were taken out of a body, by the names that replace them in its JSON.
    struct Pictures {
        let store: ReferenceStore
        private let prefix = "picture-\(RandomText.base32(26))-"
        private var intakes: [String: ReferenceIntake] = [:]

        init(store: ReferenceStore) {
            self.store = store
        }

        /// Remembers a picture that has arrived completely.
        ///
        /// - Returns: Its name.
        mutating func add(_ intake: ReferenceIntake) -> String {
            let name = "\(prefix)\(intakes.count)"
            intakes[name] = intake
            return name
        }

        /// Whether a string of the JSON is the name of a picture.
        func contain(_ text: String) -> Bool { intakes[text] != nil }

        /// Makes a reference of one string: a picture's name, a link, a data URI, or bare base64.
        ///
        /// - Throws: A `Refusal` that calls the string by the given name.
        func reference(for text: String, called name: String) throws(Refusal) -> Reference {
            if let intake = intakes[text] { return try intake.finish(called: name) }
            let lowercased = text.prefix(8).lowercased()
            if lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") {
                return .link(text)
            }
            let bytes = Array(text.utf8)
            guard let intake = store.intake(beginningWith: bytes) else {
                throw .badRequest("\(name) is neither a URL nor a data URI nor base64")
            }
            intake.append(bytes)
            return try intake.finish(called: name)
        }
    }
}
