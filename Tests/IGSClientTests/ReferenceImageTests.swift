import Foundation
import IGSClient
import IGSImages
import IGSTestSupport
import Testing

@Suite struct ReferenceImageTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a file is sniffed, measured and weighed, whatever it is called`() throws {
        let bytes = Pictures.jpeg(1200, 800)
        let path = try folder.write(bytes, to: "photo.png")
        let reference = try ReferenceImage(file: path)
        #expect(reference.source == .file(path: path))
        #expect(reference.format == .jpeg)
        #expect(reference.size == PixelSize(width: 1200, height: 800))
        #expect(reference.byteCount == bytes.count)
    }

    @Test func `a JPEG is measured behind any amount of metadata`() throws {
        let path = try folder.write(Pictures.jpeg(4000, 3000, metadata: 5_000_000), to: "a.jpg")
        #expect(try ReferenceImage(file: path).size == PixelSize(width: 4000, height: 3000))
    }

    @Test func `files that are not pictures are refused, each for its reason`() throws {
        #expect(code(folder.file("none.png")) == .missing)
        #expect(code(folder.file("none/none.png")) == .missing)
        #expect(code("") == .missing)
        #expect(code(try folder.write(Pictures.png(3, 2), to: "a.png") + "\0.txt") == .missing)
        #expect(code(folder.path) == .isFolder)
        #expect(code("/dev/null") == .notRegular)
        #expect(code(try folder.write(Array("hello".utf8), to: "text.png")) == .notAnImage)
        #expect(code(try folder.write([], to: "empty.png")) == .notAnImage)
    }

    @Test(arguments: [Pictures.png(3, 2), Pictures.jpeg(3, 2), Pictures.losslessWebP(3, 2)])
    func `a picture that is cut off is none, as a file and as a data URI`(bytes: [UInt8]) throws {
        for count in [bytes.count - 1, bytes.count - 2] {
            let part = Array(bytes.prefix(count))
            #expect(code(try folder.write(part, to: "cut")) == .truncated, "\(count)")
            let error = #expect(throws: ReferenceError.self) {
                try ReferenceImage(dataURI: Pictures.dataURI(part))
            }
            #expect(error?.code == .truncated)
        }
        #expect(code(try folder.write(bytes + [1, 2, 3], to: "tail")) == nil)
    }

    @Test func `a picture whose parts have other checksums is none`() throws {
        var bytes = Pictures.png(3, 2)
        bytes[25] ^= 1
        #expect(code(try folder.write(bytes, to: "damaged.png")) == .damaged)
    }

    @Test func `a pipe is refused without waiting for a writer`() {
        let path = folder.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(code(path) == .notRegular)
    }

    @Test func `fifty megabytes are taken, a byte more is not`() throws {
        let path = try folder.write(Pictures.png(3, 2), to: "big.png")
        #expect(truncate(path, off_t(ReferenceImage.maximumByteCount)) == 0)
        #expect(try ReferenceImage(file: path).byteCount == 50_000_000)
        #expect(truncate(path, off_t(ReferenceImage.maximumByteCount + 1)) == 0)
        #expect(code(path) == .tooBig(byteCount: 50_000_001))
    }

    @Test(arguments: [
        ("https://pictures.example/1.png?size=2", true), ("HTTPS://pictures.example/", true),
        ("http://pictures.example/1.png", false), ("ftp://pictures.example/1.png", false),
        ("https://", false), ("https://user:pw@pictures.example/1.png", false),
        ("https://pictures.example/a b.png", false), ("file:///etc/passwd", false), ("", false),
    ])
    func `only https URLs are taken`(text: String, isTaken: Bool) throws {
        if isTaken {
            let reference = try ReferenceImage(url: text)
            #expect(reference.source == .url(text))
            #expect(reference.format == nil && reference.size == nil && reference.byteCount == nil)
        } else {
            #expect(throws: ReferenceError(code: .notHTTPS, subject: text)) {
                try ReferenceImage(url: text)
            }
        }
    }

    @Test func `a data URI is decoded, and measured by its bytes`() throws {
        let text = Pictures.dataURI(Pictures.losslessWebP(31, 17), type: "image/PNG")
        let reference = try ReferenceImage(dataURI: text)
        #expect(reference.source == .dataURI(text))
        #expect(reference.format == .webp)
        #expect(reference.size == PixelSize(width: 31, height: 17))
        #expect(reference.byteCount == Pictures.losslessWebP(31, 17).count)
    }

    /// Ways in which browsers take one picture.
    static let forms: [(String, @Sendable (String) -> String)] = [
        ("plain", { "data:image/png;base64,\($0)" }),
        ("upper case", { "DATA:IMAGE/PNG;BASE64,\($0)" }),
        ("a blank before base64", { "data:image/png; base64,\($0)" }),
        ("a parameter", { "data:image/png;charset=utf-8;base64,\($0)" }),
        ("another name of the type", { "data:image/x-png;base64,\($0)" }),
        ("blanks around", { " \n data:image/png;base64,\($0) \n" }),
        ("line breaks", { "data:image/png;base64," + $0.map { "\($0)\r\n" }.joined() }),
        ("no padding", { "data:image/png;base64," + $0.replacing("=", with: "") }),
        (
            "url-safe",
            {
                "data:image/png;base64,"
                    + $0.replacing("+", with: "-").replacing("/", with: "_")
            }
        ),
        (
            "percent-encoded base64",
            {
                "data:image/png;base64,"
                    + $0.replacing("+", with: "%2B").replacing("/", with: "%2F")
                    .replacing("=", with: "%3d")
            }
        ),
    ]

    @Test func `a data URI is taken in every form that browsers take`() throws {
        let bytes = Pictures.png(31, 17) + [0xFB, 0xEF, 0xFF, 0x3E]
        let base64 = Data(bytes).base64EncodedString()
        for (name, form) in Self.forms {
            let reference = try ReferenceImage(dataURI: form(base64))
            #expect(reference.size == PixelSize(width: 31, height: 17), "\(name)")
            #expect(reference.byteCount == bytes.count, "\(name)")
        }
        let encoded = bytes.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(try ReferenceImage(dataURI: "data:image/png," + encoded).byteCount == bytes.count)
    }

    @Test(arguments: [
        ("data:image/png;base64,!!!!", ReferenceError.Code.badDataURI),
        ("data:image/png;base64,iVBORw0", .notAnImage), ("data:image/png;base64,a", .badDataURI),
        ("data:image/png,abc", .notAnImage), ("data:image/png;base64", .badDataURI),
        ("data:text/plain;base64,aGVsbG8=", .badDataURI), ("hello", .badDataURI), ("", .badDataURI),
        ("data:image/png;base64,aGVsbG8=", .notAnImage), ("data:image/png;base64,", .notAnImage),
    ])
    func `a data URI that holds no picture is refused`(text: String, code: ReferenceError.Code) {
        let error = #expect(throws: ReferenceError.self) { try ReferenceImage(dataURI: text) }
        #expect(error?.code == code)
        #expect(error?.subject == String(text.prefix(40)))
        // Too few bytes tell nothing.
        if code != .notAnImage { #expect(error?.format == nil) }
    }

    private func code(_ path: String) -> ReferenceError.Code? {
        do throws(ReferenceError) {
            _ = try ReferenceImage(file: path)
            return nil
        } catch {
            #expect(error.subject == path)
            return error.code
        }
    }
}
