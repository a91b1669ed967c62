import IGSTestSupport
import FoundationEssentials
import Glibc
import IGSClient
import IGSImages
import Testing

@testable import IGSJobs

struct ImageStoreTests {
    private let folder: TemporaryFolder
    private let store: ImageStore

    init() throws {
        folder = try TemporaryFolder()
        store = ImageStore(folder: folder.path + "/store")
    }

    @Test func `a picture is named by its content`() throws {
        let incoming = try store.receive()
        for byte in Picture.png() { try incoming.append([byte]) }
        let image = try incoming.placeImage()
        #expect(image.size == PixelSize(width: 1536, height: 864))
        #expect(image.format == .png)
        #expect(image.byteCount == Picture.png().count)
        #expect(image.path == "\(folder.path)/store/images/\(image.sha256).png")
        #expect(store.path(for: image) == image.path)
        #expect(Array(try Data(contentsOf: URL(filePath: image.path))) == Picture.png())
        // The digest of the same bytes as `sha256sum` prints it.
        #expect(
            image.sha256 == "7181e9dbb4ecae0fdc67b3bd2a7fc2f11b25bc0aab7d060fb0bfac76b0bf9c6f")
    }

    @Test func `the same content is one file`() throws {
        let first = try store(Picture.png())
        try Data([1, 2, 3]).write(to: URL(filePath: first.path))
        #expect(try store(Picture.png()) == first)
        #expect(folder.names(in: "store/images").count == 1)
        #expect(Array(try Data(contentsOf: URL(filePath: first.path))) == Picture.png())
    }

    @Test func `a picture that is there whole is not replaced`() throws {
        let first = try store(Picture.png())
        let inode = try inode(of: first.path)
        #expect(try store(Picture.png()) == first)
        #expect(try self.inode(of: first.path) == inode)
        #expect(folder.names(in: "store/images").count == 1)
        // Of the same length, and damaged.
        var damaged = Picture.png()
        damaged[damaged.count / 2] ^= 1
        try Data(damaged).write(to: URL(filePath: first.path))
        #expect(try store(Picture.png()) == first)
        #expect(Array(try Data(contentsOf: URL(filePath: first.path))) == Picture.png())
    }

    @Test func `files are for the user alone`() throws {
        let image = try store(Picture.png())
        for (path, mode) in [
            (image.path, 0o600), (store.folder + "/images", 0o700), (store.folder, 0o700),
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
        }
    }

    @Test func `a folder that cannot be written is reported, and nothing is left behind`() throws {
        try folder.write("a file", to: "store")
        let error = #expect(throws: DiskError.self) { try store.receive() }
        #expect(error?.path.hasPrefix(folder.path + "/store") == true)
        try FileManager.default.removeItem(atPath: folder.path + "/store")
        _ = try store(Picture.png())
    }

    @Test func `a picture that ends early is not kept`() throws {
        let whole = Picture.png()
        for count in 24..<whole.count {
            let defect = #expect(throws: ImageDefect.self) {
                try store(Array(whole.prefix(count)))
            }
            #expect(defect?.code == .truncated)
            // They were paid for, and are no picture.
            #expect(defect?.keptBytes?.hasSuffix(".damaged") == true)
        }
        #expect(folder.names(in: "store/images").allSatisfy { $0.hasSuffix(".damaged") })
    }

    @Test(arguments: ["", "<!DOCTYPE html><html></html>", "GIF89a"])
    func `a file that is not a picture is not kept`(text: String) throws {
        let defect = #expect(throws: ImageDefect.self) { try store(Array(text.utf8)) }
        #expect(defect?.code == .notAnImage)
        #expect((defect?.keptBytes == nil) == text.isEmpty)
        #expect(folder.names(in: "store/images").allSatisfy { $0.hasSuffix(".damaged") })
    }

    @Test func `crashed downloads are swept, and living ones are not`() throws {
        let living = try store.receive()
        let left = try folder.write([1], to: "store/images/\(IncomingFile.namePrefix)left")
        store.sweep(now: Date.now.timeIntervalSince1970)
        #expect(FileManager.default.fileExists(atPath: left))
        store.sweep(now: Date.now.timeIntervalSince1970 + 3600)
        #expect(!FileManager.default.fileExists(atPath: left))
        try living.append(Picture.png())
        _ = try living.placeImage()
        #expect(folder.names(in: "store/images").count == 1)
    }
}

/// References.
extension ImageStoreTests {
    @Test func `a reference outlives its original`() throws {
        let path = try folder.write(Picture.png(3, 2), to: "photo.png")
        let adopted = try store.adopt(ReferenceImage(file: path))
        try FileManager.default.removeItem(atPath: path)
        guard case .file(let copy) = adopted.source else {
            Issue.record("\(adopted.source)")
            return
        }
        #expect(copy.hasPrefix("\(folder.path)/store/references/"))
        #expect(adopted.size == PixelSize(width: 3, height: 2))
        #expect(Array(try Data(contentsOf: URL(filePath: copy))) == Picture.png(3, 2))
        #expect(try store.adopt(adopted) == adopted)
        #expect(folder.names(in: "store/references").count == 1)
    }

    @Test func `a file that changed is copied again`() throws {
        let path = try folder.write(Picture.png(3, 2), to: "photo.png")
        let first = try store.adopt(ReferenceImage(file: path))
        #expect(try store.adopt(ReferenceImage(file: path)) == first)
        _ = try folder.write(Picture.png(5, 4, "longer"), to: "photo.png")
        let second = try store.adopt(ReferenceImage(file: path))
        #expect(second.size == PixelSize(width: 5, height: 4))
        #expect(folder.names(in: "store/references").count == 2)
    }

    @Test func `a file that was exchanged is refused and not kept`() throws {
        let path = try folder.write(Picture.png(3, 2), to: "photo.png")
        let reference = try ReferenceImage(file: path)
        let secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n"
        for (exchange, code) in [
            ({ _ = try folder.write(secret, to: "photo.png") }, ReferenceError.Code.notAnImage),
            ({ _ = try folder.write(Picture.png(5, 4), to: "photo.png") }, .changed),
            ({ _ = try folder.write(Picture.png(3, 2, "longer"), to: "photo.png") }, .changed),
            ({ #expect(unlink(path) == 0 && symlink("/dev/zero", path) == 0) }, .notRegular),
            ({ #expect(unlink(path) == 0 && mkfifo(path, 0o600) == 0) }, .notRegular),
            ({ #expect(unlink(path) == 0 && mkdir(path, 0o700) == 0) }, .notRegular),
        ] as [(() throws -> Void, ReferenceError.Code)] {
            try exchange()
            let error = #expect(throws: ImageStoreError.self) { try store.adopt(reference) }
            #expect(error?.code == .badReference(code))
            #expect(error?.path == path)
        }
        #expect(folder.names(in: "store/references") == [])
    }

    @Test func `a data URI becomes a file`() throws {
        let text = "data:image/png;base64,\(Data(Picture.png(3, 2)).base64EncodedString())"
        let adopted = try store.adopt(ReferenceImage(dataURI: text))
        guard case .file(let copy) = adopted.source else {
            Issue.record("\(adopted.source)")
            return
        }
        #expect(Array(try Data(contentsOf: URL(filePath: copy))) == Picture.png(3, 2))
    }

    @Test func `an address stays an address`() throws {
        let reference = try ReferenceImage(url: "https://example.com/a.png")
        #expect(try store.adopt(reference) == reference)
        #expect(!FileManager.default.fileExists(atPath: store.folder))
    }

    @Test func `a missing original is an error`() throws {
        let path = try folder.write(Picture.png(), to: "photo.png")
        let reference = try ReferenceImage(file: path)
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: ImageStoreError.self) { try store.adopt(reference) }
    }
}

extension ImageStoreTests {
    private func store(_ bytes: [UInt8]) throws -> StoredImage {
        let incoming = try store.receive()
        try incoming.append(bytes)
        return try incoming.placeImage()
    }

    private func inode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
}
