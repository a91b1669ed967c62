/// `POST /v1/images/generations`: creates a picture, in the `images` dialect (Protocol, "Two dialects").
///
/// The dialect has no id of ours: a submission whose reply is lost cannot be found again.
struct GenerateImage: Endpoint {
    /// The reseller's name for the model.
    let model: String
    let request: GenerationRequest
    let id: OutTaskID

    let operation = ServiceError.Operation.submit
    let method = TransportRequest.Method.post
    let path = "/v1/images/generations"
    let isPaid = true

    /// A flat object; `size` is the ratio, the resolution is lower-case.
    var body: JSONBody? {
        var fields: [(key: String, value: JSONBody)] = [
            ("model", .string(model)),
            ("prompt", .string(request.prompt)),
            ("size", .string(request.ratio.rawValue)),
            ("resolution", .string(request.resolution.rawValue.lowercased())),
        ]
        if let quality = request.quality {
            fields.append(("quality", .string(quality.rawValue)))
        }
        if !request.references.isEmpty {
            fields.append(("image_urls", .array(request.references.map(JSONBody.init))))
        }
        fields.append(("n", .integer(1)))
        return .object(fields)
    }

    func read(_ reply: RawReply) throws(ServiceError) -> Acceptance {
        try SubmissionReader(id: id, reply: reply, sent: request.sentAddresses).acceptance()
    }
}
