/// The format of a file that is not a PNG, JPEG or WebP picture, recognised by its first bytes.
public enum ForeignFormat: String, CaseIterable, Hashable, Sendable {
    case empty, heic, avif, gif, tiff, bmp, jpegXL, jpeg2000, svg, pdf, psd, icon, raw, html, text

    /// How many bytes are enough to recognise a format.
    public static let headCount = 512

    /// Recognises a format; nil if it is none of these.
    ///
    /// - Parameter head: The first bytes of the file, all of them if it has fewer than
    ///   ``headCount``.
    public init?(_ head: [UInt8]) {
        guard !head.isEmpty else {
            self = .empty
            return
        }
        let binary = Self.boxed(head) ?? Self.signed(head) ?? Self.written(head)
        guard let binary else { return nil }
        self = binary
    }

    /// The format's name for people: `a HEIC picture`.
    public var name: String {
        switch self {
        case .empty: "an empty file"
        case .heic: "a HEIC picture"
        case .avif: "an AVIF picture"
        case .gif: "a GIF picture"
        case .tiff: "a TIFF picture"
        case .bmp: "a BMP picture"
        case .jpegXL: "a JPEG XL picture"
        case .jpeg2000: "a JPEG 2000 picture"
        case .svg: "an SVG drawing"
        case .pdf: "a PDF document"
        case .psd: "a Photoshop file"
        case .icon: "an icon file"
        case .raw: "a camera's raw picture"
        case .html: "a web page"
        case .text: "a text file"
        }
    }

    /// Whether it is a picture, though not one that the service accepts.
    public var isPicture: Bool {
        switch self {
        case .empty, .svg, .pdf, .html, .text: false
        default: true
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .empty: "was it saved, or downloaded, to its end?"
        case .heic: "make it a JPEG first: heif-convert photo.heic photo.jpg"
        case .avif, .gif, .tiff, .bmp, .jpegXL, .jpeg2000, .psd, .icon:
            "make it a PNG first: vips copy picture.\(ending) picture.png"
        case .svg: "make it a PNG first: rsvg-convert -w 1024 drawing.svg -o drawing.png"
        case .pdf: "make a page of it a PNG first: pdftoppm -png -singlefile file.pdf page"
        case .raw: "export it as a JPEG from the camera's or a raw converter's program"
        case .html: "save the picture itself, not the page that shows it"
        case .text: "use a PNG, JPEG or WebP file"
        }
    }

    private var ending: String {
        switch self {
        case .jpegXL: "jxl"
        case .jpeg2000: "jp2"
        case .icon: "ico"
        default: rawValue
        }
    }
}

extension ForeignFormat {
    /// Recognises files made of boxes, whose brand follows `ftyp`.
    private static func boxed(_ head: [UInt8]) -> ForeignFormat? {
        guard head.count >= 12 else { return nil }
        switch Array(head[4..<8]) {
        case Array("ftyp".utf8): break
        case Array("JXL ".utf8): return .jpegXL
        case Array("jP  ".utf8): return .jpeg2000
        default: return nil
        }
        var brands: [String] = []
        for start in stride(from: 8, to: min(head.count - 3, 64), by: 4) where start != 12 {
            brands.append(String(decoding: head[start..<start + 4], as: UTF8.self))
        }
        if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return .avif }
        if brands.first == "crx " { return .raw }
        let heif = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        return brands.contains(where: heif.contains) ? .heic : nil
    }

    /// The signatures of files that begin with one.
    private static let signatures: [(bytes: [UInt8], format: ForeignFormat)] = [
        (Array("GIF8".utf8), .gif), (Array("%PDF-".utf8), .pdf), (Array("8BPS".utf8), .psd),
        ([0xFF, 0x0A], .jpegXL), ([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000), ([0, 0, 1, 0], .icon),
        (Array("FUJIFILM".utf8), .raw), (Array("IIRO".utf8), .raw), (Array("IIRS".utf8), .raw),
        (Array("IIU\0".utf8), .raw), (Array("FOVb".utf8), .raw),
    ]

    private static func signed(_ head: [UInt8]) -> ForeignFormat? {
        if let found = signatures.first(where: { head.starts(with: $0.bytes) }) {
            return found.format
        }
        if head.starts(with: [0x49, 0x49, 0x2A, 0]) || head.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            // Canon's raw files are TIFF with a mark after the header.
            return head.dropFirst(8).starts(with: Array("CR".utf8)) ? .raw : .tiff
        }
        // The reserved bytes of a bitmap's header exclude texts that begin with BM.
        if head.starts(with: Array("BM".utf8)), head.count >= 14,
            head[6..<10].allSatisfy({ $0 == 0 })
        {
            return .bmp
        }
        return nil
    }

    /// Recognises files of text: a page, a drawing, or any other.
    private static func written(_ head: [UInt8]) -> ForeignFormat? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var bytes = head.prefix(headCount)[...]
        if bytes.starts(with: mark) { bytes = bytes.dropFirst(mark.count) }
        guard !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }) else {
            return nil
        }
        // A character may have been cut off at the end.
        let whole = (0...3).contains { cut in
            cut < bytes.count && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
        }
        guard whole else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        if text.contains("<svg") { return .svg }
        if text.contains("<!doctype html") || text.contains("<html") { return .html }
        return .text
    }
}
