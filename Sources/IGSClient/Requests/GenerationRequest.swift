public import IGSImages

/// A request for one picture, valid by construction.
public struct GenerationRequest: Hashable, Sendable {
    /// What the picture shows. Never blank.
    public let prompt: String
    /// The picture's shape.
    public let ratio: AspectRatio
    /// The picture's resolution tier.
    public let resolution: Resolution
    /// The quality, or nil for the service's own default.
    public let quality: Quality?
    /// The pictures to start from, at most ``ReferenceImage/maximumCount``, in order.
    public let references: [ReferenceImage]

    /// Creates a request.
    ///
    /// - Throws: `RequestError` if the prompt is blank, the pair does not exist, or there are too many references.
    public init(
        prompt: String, ratio: AspectRatio = .square, resolution: Resolution = .oneK,
        quality: Quality? = nil, references: [ReferenceImage] = []
    ) throws(RequestError) {
        guard prompt.contains(where: { !$0.isWhitespace }) else {
            throw RequestError(code: .emptyPrompt)
        }
        guard let pixelSize = ratio.pixelSize(at: resolution) else {
            throw RequestError(code: .impossiblePair(ratio, resolution))
        }
        guard references.count <= ReferenceImage.maximumCount else {
            throw RequestError(code: .tooManyReferences(references.count))
        }
        self.prompt = prompt
        self.ratio = ratio
        self.resolution = resolution
        self.quality = quality
        self.references = references
        self.pixelSize = pixelSize
    }

    /// The pixels that the picture will have.
    public let pixelSize: PixelSize

    /// The addresses that are sent with the request: in a reply they are an echo, not a result.
    public var sentAddresses: Set<String> {
        Set(
            references.compactMap { reference in
                switch reference.source {
                case .url(let text), .dataURI(let text): text
                case .file: nil
                }
            })
    }
}

extension GenerationRequest: Codable {
    private enum CodingKeys: String, CodingKey {
        case prompt, ratio, resolution, quality, references
    }

    /// Reads a request, by the same rules as one made in code.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            prompt: fields.decode(String.self, forKey: .prompt),
            ratio: fields.decode(AspectRatio.self, forKey: .ratio),
            resolution: fields.decode(Resolution.self, forKey: .resolution),
            quality: fields.decodeIfPresent(Quality.self, forKey: .quality),
            references: fields.decodeIfPresent([ReferenceImage].self, forKey: .references) ?? [])
    }

    /// Writes the request without its pixels, which follow from the rest.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(prompt, forKey: .prompt)
        try fields.encode(ratio, forKey: .ratio)
        try fields.encode(resolution, forKey: .resolution)
        try fields.encodeIfPresent(quality, forKey: .quality)
        try fields.encode(references, forKey: .references)
    }
}
