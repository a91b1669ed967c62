import FoundationEssentials
import IGSTestSupport
import SandboxPainter
import Testing

@testable import IGSSandbox

@Suite struct LongStringExtractorTests {
    private struct Body: Decodable, Equatable {
        var prompt: String
        var images: [String]
    }

    @Test(arguments: [1, 2, 3, 7, 1000, 65_536, 1_000_000])
    func `a body is the same however it is cut`(pieceCount: Int) throws {
        let scratch = try TemporaryFolder()
        defer { scratch.remove() }
        let folder = try StateFolder(path: scratch.path)
        let picture = Self.png(byteCount: pieceCount < 100 ? 60_000 : 200_000)
        let base64 = Data(picture).base64EncodedString()
        let text = """
            {"prompt":"a \\"quoted\\\\ word, {é} \\u00e9","images":["data:image/png;base64,\(base64)", \
            "https:\\/\\/example.com\\/a.png","\(base64.replacing("/", with: "\\/").replacing("+", with: "\\u002B"))"]}
            """
        var extractor = LongStringExtractor(store: ReferenceStore(folder: folder))
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieceCount) {
            try bytes[start..<min(start + pieceCount, bytes.count)].withUnsafeBytes {
                try extractor.read($0)
            }
        }
        #expect(extractor.skeleton.count < 1000)
        let body = try JSONDecoder().decode(Body.self, from: Data(extractor.skeleton))
        #expect(body.prompt == "a \"quoted\\ word, {é} é")
        #expect(body.images[1] == "https://example.com/a.png")
        for index in [0, 2] {
            let reference = try extractor.pictures.reference(for: body.images[index], called: "x")
            guard case .stored(let sha256, let format, let byteCount) = reference else {
                Issue.record("not stored")
                return
            }
            #expect(format == .png)
            #expect(byteCount == picture.count)
            #expect(ReferenceStore(folder: folder).bytes(sha256: sha256) == picture)
        }
    }

    @Test func `a long text that is not a picture stays where it is`() throws {
        let scratch = try TemporaryFolder()
        defer { scratch.remove() }
        let folder = try StateFolder(path: scratch.path)
        let prompt = String(repeating: "a castle by the sea, ", count: 20_000)
        var extractor = LongStringExtractor(store: ReferenceStore(folder: folder))
        try Array(#"{"prompt":"\#(prompt)","images":[]}"#.utf8).withUnsafeBytes {
            try extractor.read($0)
        }
        let body = try JSONDecoder().decode(Body.self, from: Data(extractor.skeleton))
        #expect(body == Body(prompt: prompt, images: []))
    }

    @Test func `a text that is not a picture is refused by name`() throws {
        let scratch = try TemporaryFolder()
        defer { scratch.remove() }
        let folder = try StateFolder(path: scratch.path)
        let store = ReferenceStore(folder: folder)
        let pictures = LongStringExtractor(store: store).pictures
        for (text, words) in [
            ("data:image/png;base64,@@@@", "not valid base64"),
            ("ftp://example.com/a", "neither a URL"),
            ("data:image/png,xyz", "neither a URL"), ("aGVsbG8gd29ybGQ=", "is not a PNG"),
            ("", "neither a URL"),
            ("data:image/png;base64,", "is not a PNG"), ("aGVsbG8=aGVsbG8=", "not valid base64"),
        ] {
            let error = #expect(throws: Refusal.self) {
                try pictures.reference(for: text, called: "params.image_url[3]")
            }
            guard case .badRequest(let message) = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
            #expect(
                message.hasPrefix("params.image_url[3] ") && message.contains(words),
                "\(text): \(message)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    /// Bytes that begin like a PNG: nothing here looks further.
    private static func png(byteCount: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + (8..<byteCount).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
}
