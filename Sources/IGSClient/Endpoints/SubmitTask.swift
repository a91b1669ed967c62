/// `POST /api/openapi/submit`: creates a picture (Protocol, "Submission").
struct SubmitTask: Endpoint {
    /// The service's name for the model.
    let model: String
    let request: GenerationRequest
    let id: OutTaskID

    let operation = ServiceError.Operation.submit
    let method = TransportRequest.Method.post
    let path = "/api/openapi/submit"
    let isPaid = true

    /// `quality` and `image_url` are left out if the request has none: then the service uses its default.
    var body: JSONBody? {
        var params: [(key: String, value: JSONBody)] = [
            ("prompt", .string(request.prompt)),
            ("aspect_ratio", .string(request.ratio.rawValue)),
            ("resolution", .string(request.resolution.rawValue)),
        ]
        if let quality = request.quality {
            params.append(("quality", .string(quality.rawValue)))
        }
        if !request.references.isEmpty {
            params.append(("image_url", .array(request.references.map(JSONBody.init))))
        }
        return .object([
            ("model", .string(model)), ("params", .object(params)),
            ("out_task_id", .string(id.rawValue)),
        ])
    }

    func read(_ reply: RawReply) throws(ServiceError) -> Acceptance {
        try SubmissionReader(id: id, reply: reply, sent: request.sentAddresses).acceptance()
    }
}
