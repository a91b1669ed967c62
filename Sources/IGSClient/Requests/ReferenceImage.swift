public import IGSImages

/// A picture to start from: a file, an https URL, or a data URI (`image_url`: Protocol, "Submission").
///
/// A file is examined when the value is made and read again when it is sent; its bytes are never all in memory.
public struct ReferenceImage: Hashable, Codable, Sendable {
    /// Where the picture is.
    public enum Source: Hashable, Codable, Sendable {
        /// A file, encoded as a data URI while it is sent.
        case file(path: String)
        /// An address that the service fetches by itself.
        case url(String)
        /// The picture itself, as text.
        case dataURI(String)
    }

    /// Where the picture is.
    public let source: Source
    /// The format by the picture's signature; nil for a URL, which is not fetched.
    public let format: ImageFormat?
    /// The declared dimensions; nil for a URL.
    public let size: PixelSize?
    /// The picture's bytes, before encoding; nil for a URL.
    public let byteCount: Int?

    /// The most references that one request may have.
    public static let maximumCount = 9
    /// The most bytes that a picture may have, before encoding.
    public static let maximumByteCount = 50_000_000

    /// Creates a reference from a file, which it examines.
    ///
    /// - Throws: `ReferenceError` if it is missing, not a regular file, not a picture, not a whole one, or too big.
    public init(file path: String) throws(ReferenceError) {
        let file = try ReferenceFile(path: path)
        defer { file.close() }
        var check = PictureCheck()
        var offset = 0
        while offset < file.byteCount {
            let bytes = try file.read(at: offset, count: 1 << 18)
            guard !bytes.isEmpty else { break }
            check.append(bytes)
            offset += bytes.count
        }
        if let defect = check.defect { throw ReferenceError(defect, subject: path) }
        source = .file(path: path)
        format = file.header.format
        size = file.header.size
        byteCount = file.byteCount
    }

    /// Returns the same picture with its file elsewhere. Does not examine it again.
    package func movingFile(_ move: (String) -> String) -> ReferenceImage {
        guard case .file(let path) = source else { return self }
        return ReferenceImage(
            source: .file(path: move(path)), format: format, size: size, byteCount: byteCount)
    }

    private init(source: Source, format: ImageFormat?, size: PixelSize?, byteCount: Int?) {
        self.source = source
        self.format = format
        self.size = size
        self.byteCount = byteCount
    }

    /// Creates a reference from an address that the service will fetch.
    ///
    /// - Throws: `ReferenceError` with `notHTTPS` if the text is not an https URL.
    public init(url: String) throws(ReferenceError) {
        guard let address = WebAddress(url), address.scheme == .https else {
            throw ReferenceError(code: .notHTTPS, subject: String(url.prefix(200)))
        }
        source = .url(url)
        format = nil
        size = nil
        byteCount = nil
    }

    /// Creates a reference from a picture that is text already.
    ///
    /// - Throws: `ReferenceError` with `badDataURI`, `notAnImage`, `truncated`, `damaged` or `tooBig`.
    public init(dataURI text: String) throws(ReferenceError) {
        let subject = String(text.prefix(40))
        guard let uri = DataURI(text), uri.isImage else {
            throw ReferenceError(code: .badDataURI, subject: subject)
        }
        guard uri.maximumByteCount <= Self.maximumByteCount + 2 else {
            throw ReferenceError(code: .tooBig(byteCount: uri.maximumByteCount), subject: subject)
        }
        guard let bytes = uri.decoded() else {
            throw ReferenceError(code: .badDataURI, subject: subject)
        }
        let header: ImageHeader
        do throws(PictureDefect) {
            header = try ImageHeader(bytes)
        } catch {
            throw ReferenceError(error, subject: subject)
        }
        guard bytes.count <= Self.maximumByteCount else {
            throw ReferenceError(code: .tooBig(byteCount: bytes.count), subject: subject)
        }
        var check = PictureCheck()
        check.append(bytes)
        if let defect = check.defect { throw ReferenceError(defect, subject: subject) }
        source = .dataURI(text)
        format = header.format
        size = header.size
        byteCount = bytes.count
    }
}
