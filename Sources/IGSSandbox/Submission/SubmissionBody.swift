import FoundationEssentials

/// A submission's body, read in one pass: the JSON with its long pictures taken out, and those pictures on disk.
///
/// Nine references of 50 MB each make a body of 600 MB. It is never held in memory: ``LongStringExtractor``
/// passes pictures on to the ``ReferenceStore`` while they arrive, and leaves short names for them in the JSON.
struct SubmissionBody {
    /// Nine pictures of 50 MB in base64, and room for everything else.
    static let maximumByteCount = 9 * 70_000_000 + LongStringExtractor.maximumSkeletonByteCount

    private let skeleton: Data
    private let pictures: LongStringExtractor.Pictures

    /// Reads a request's body.
    ///
    /// - Throws: `Refusal`, or what went wrong with the connection.
    init(reading body: RequestBody, into store: ReferenceStore) async throws {
        var extractor = LongStringExtractor(store: store)
        var byteCount = 0
        for try await piece in body {
            byteCount += piece.count
            guard byteCount <= Self.maximumByteCount else {
                throw Refusal.tooLarge("the body is larger than \(Self.maximumByteCount) bytes")
            }
            try piece.withUnsafeBytes { bytes in try extractor.read(bytes) }
        }
        skeleton = Data(extractor.skeleton)
        pictures = extractor.pictures
    }

    /// Decodes the JSON.
    ///
    /// - Throws: A `Refusal` that names the wrong field.
    func decode<Body: Decodable>(_ type: Body.Type) throws(Refusal) -> Body {
        do {
            return try JSONDecoder().decode(type, from: skeleton)
        } catch let error as DecodingError {
            throw .badRequest(Self.message(for: error))
        } catch {
            throw .badRequest("the body is not valid JSON")
        }
    }

    /// Turns the submission's list of pictures into references, and stores those that came inline.
    func references(for draft: SubmissionDraft) throws(Refusal) -> [Reference] {
        if let prompt = draft.prompt, pictures.contain(prompt) {
            throw .badRequest("\(draft.fields.prompt) is one word of more than 64 KiB")
        }
        var references: [Reference] = []
        for (index, text) in draft.images.enumerated() {
            references.append(
                try pictures.reference(for: text, called: "\(draft.fields.images)[\(index)]"))
        }
        return references
    }

    private static func message(for error: DecodingError) -> String {
        let (context, expected): (DecodingError.Context, String?) =
            switch error {
            case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
                (context, name(of: type))
            case .keyNotFound(_, let context): (context, nil)
            case .dataCorrupted(let context): (context, nil)
            @unknown default: (.init(codingPath: [], debugDescription: ""), nil)
            }
        let path = context.codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        guard let expected else { return "the body is not valid JSON" }
        return path.isEmpty ? "the body must be \(expected)" : "\(path) must be \(expected)"
    }

    private static func name(of type: any Any.Type) -> String {
        if type == String.self { return "a string" }
        if type == Int.self { return "an integer" }
        if type == [Any].self || type == [String].self { return "an array of strings" }
        return "an object"
    }
}
