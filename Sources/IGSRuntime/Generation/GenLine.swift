package import IGSClient
import IGSScript

/// The commands that make some pictures once more, to be put into the edit line.
package struct GenLine: Sendable {
    /// A reference of the request that the reference set lacks, and what `ref add` needs to add it.
    package struct Addition: Sendable {
        let image: ReferenceImage
        /// The word for `ref add`: `%castle`, a path or a URL, as a script writes it.
        let source: String
        /// A good name for it.
        let name: String?
    }

    /// The commands, on one line: a `ref add` for each reference that the set lacks, and the `gen`.
    package let text: String
    /// The pictures of the request that the reference set has no room for, or that no known command adds.
    package let missingReferences: [ReferenceImage]

    /// Writes the commands for a request.
    ///
    /// - Parameters:
    ///   - request: The request that was sent to the service.
    ///   - name: The job's name, if it has one.
    ///   - prompts: The prompts of all jobs that were made together; `nil` means the request's
    ///     alone.
    ///   - references: The reference set that the commands will run with.
    ///   - additions: How to add the references that the set lacks.
    package init(
        _ request: GenerationRequest, name: String?, prompts: PromptSeries? = nil,
        references: ReferenceSet, additions: [Addition] = []
    ) {
        let set = references.references
        var names = Set(set.compactMap(\.name))
        var added: [(addition: Addition, name: String)] = []
        var chosen: [String] = []
        var missing: [ReferenceImage] = []
        for image in request.references {
            if let known = set.first(where: { $0.image.isSamePicture(as: image) }) {
                chosen.append(known.name ?? "\(known.number)")
            } else if let addition = additions.first(where: { $0.image == image }),
                set.count + added.count < ReferenceImage.maximumCount
            {
                let name = Self.unique(addition.name ?? "ref", &names)
                added.append((addition, name))
                chosen.append(name)
            } else {
                missing.append(image)
            }
        }
        missingReferences = missing
        let isWholeSet =
            set.isEmpty
            ? added.count == chosen.count
            : added.isEmpty && chosen == set.map { $0.name ?? "\($0.number)" }
        var commands = added.map { addition, name in
            "ref add \(addition.source)" + (isWholeSet ? "" : " --as \(name)")
        }
        let options = GenOptions(
            request, name: name, series: prompts, references: isWholeSet ? nil : chosen)
        commands.append(options.line)
        text = commands.joined(separator: "; ")
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var unique = name
        var number = 1
        while !taken.insert(unique).inserted {
            number += 1
            unique = "\(name)-\(number)"
        }
        return unique
    }

    /// Returns a text as a word, in quotes if it needs them.
    static func word(_ text: String) -> String {
        let isPlain = text.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "/._:-~".contains($0))
        }
        return isPlain && !text.isEmpty && !text.hasPrefix("-") ? text : quoted(text)
    }

    /// Returns a text as a word in double quotes, without a line break or another control
    /// character.
    static func quoted(_ text: String) -> String {
        var word = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"", "$": word += "\\\(scalar)"
            case "\n": word += "\\n"
            case "\t": word += "\\t"
            case _ where scalar.properties.generalCategory == .control:
                word += "\\u{\(String(scalar.value, radix: 16))}"
            default: word.unicodeScalars.append(scalar)
            }
        }
        return word + "\""
    }
}

private extension ReferenceImage {
    /// Whether another reference is the same picture: files of the store are named after their
    /// content.
    func isSamePicture(as other: ReferenceImage) -> Bool {
        self == other || digestInName != nil && digestInName == other.digestInName
    }

    private var digestInName: Substring? {
        guard case .file(let path) = source else { return nil }
        let stem = path.split(separator: "/").last?.prefix { $0 != "." }
        return stem.flatMap { $0.utf8.count == 64 ? $0 : nil }
    }
}
