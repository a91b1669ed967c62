package import IGSClient
import IGSScript

/// The `gen` that asks for a picture once more: what an edit line begins with to make it again.
package struct GenLine: Sendable {
    /// The command, on one line.
    package let text: String
    /// The pictures of the request that are not in the reference set, and so not in the command.
    package let missingReferences: [ReferenceImage]

    /// Writes the command for a request.
    ///
    /// It says the ratio and the resolution whatever the session's settings are. The service's own
    /// quality has no word of the language: it is what holds where no quality is set.
    ///
    /// - Parameters:
    ///   - request: What was asked of the service.
    ///   - name: The job's name, where it has one.
    ///   - references: The reference set that the command will run with.
    package init(_ request: GenerationRequest, name: String?, references: ReferenceSet) {
        var words = ["gen", Self.quoted(request.prompt)]
        words += ["--ratio", request.ratio.rawValue, "--resolution", request.resolution.rawValue]
        if let quality = request.quality { words += ["--quality", quality.rawValue] }
        let set = references.references
        let known = request.references.compactMap { image in set.first { $0.image == image } }
        if known.isEmpty, !set.isEmpty {
            words.append("--no-refs")
        } else if known.map(\.number) != set.map(\.number) {
            for reference in known { words += ["--ref", reference.name ?? "\(reference.number)"] }
        }
        missingReferences = request.references.filter { image in
            !known.contains { $0.image == image }
        }
        if let name { words += ["--as", name] }
        text = words.joined(separator: " ")
    }

    /// A text as a word in double quotes, without a line break or another control character.
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
