package import IGSClient

/// A reference of the session.
package struct Reference: Sendable {
    /// The number, from 1; it changes when one before it is removed.
    package let number: Int
    /// The name, if it has one.
    package let name: String?
    /// What the user gave: a path, a URL, `data:…`, or a job.
    package let origin: String
    /// The picture.
    package let image: ReferenceImage
}

/// The pictures that are sent with every `gen`, in order: nine at most.
package struct ReferenceSet: Sendable {
    private var members: [(name: String?, origin: String, image: ReferenceImage)] = []

    /// The references with their numbers.
    package var references: [Reference] {
        members.enumerated().map { index, member in
            Reference(
                number: index + 1, name: member.name, origin: member.origin, image: member.image)
        }
    }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var isFull: Bool { members.count >= ReferenceImage.maximumCount }

    /// Adds a reference, in the place of the one with the same name if there is one.
    ///
    /// - Precondition: The set is not full, or has a reference with that name.
    mutating func add(name: String?, origin: String, image: ReferenceImage) -> Reference {
        let index = name.flatMap { name in members.firstIndex { $0.name == name } }
        if let index {
            members[index] = (name, origin, image)
        } else {
            members.append((name, origin, image))
        }
        return Reference(
            number: (index ?? members.count - 1) + 1, name: name, origin: origin, image: image)
    }

    /// Returns the reference with a name or a number.
    package func reference(_ text: String) -> Reference? {
        references.first { $0.name == text }
            ?? Int(text).flatMap { number in
                references.first { $0.number == number }
            }
    }

    mutating func remove(_ reference: Reference) {
        guard members.indices.contains(reference.number - 1) else { return }
        members.remove(at: reference.number - 1)
    }

    mutating func removeAll() { members = [] }
}
