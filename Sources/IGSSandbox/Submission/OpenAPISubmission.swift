/// The body of `POST /api/openapi/submit`: Protocol, "Submission".
struct OpenAPISubmission: Decodable {
    struct Parameters: Decodable {
        let prompt: String?
        let aspectRatio: String?
        let resolution: String?
        let quality: String?
        let images: [String]?

        enum CodingKeys: String, CodingKey {
            case prompt
            case aspectRatio = "aspect_ratio"
            case resolution
            case quality
            case images = "image_url"
        }
    }

    let model: String?
    let parameters: Parameters?
    let outTaskID: String?

    enum CodingKeys: String, CodingKey {
        case model
        case parameters = "params"
        case outTaskID = "out_task_id"
    }

    /// Checks that the required top-level fields are there, and that the caller's id is valid.
    func draft() throws(Refusal) -> SubmissionDraft {
        guard let model else { throw .badRequest("model is required") }
        guard let parameters else { throw .badRequest("params is required") }
        guard let outTaskID else { throw .badRequest("out_task_id is required") }
        guard Self.isIdentifier(outTaskID) else {
            throw .badRequest("out_task_id must be 1 to 64 characters of A-Z a-z 0-9 _ -")
        }
        return SubmissionDraft(
            fields: .init(
                prompt: "params.prompt", ratio: "params.aspect_ratio",
                resolution: "params.resolution", quality: "params.quality",
                images: "params.image_url"),
            model: model,
            prompt: parameters.prompt,
            ratio: parameters.aspectRatio,
            resolution: parameters.resolution,
            quality: parameters.quality,
            images: parameters.images ?? [],
            outTaskID: outTaskID)
    }

    private static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
