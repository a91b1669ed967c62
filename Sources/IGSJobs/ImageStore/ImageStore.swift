public import IGSClient
import FoundationEssentials
import Synchronization

/// The pictures that are ours: results under `images`, references under `references`, named by their SHA-256.
///
/// Files are 0600 in folders that are 0700; each is whole or not there. Nothing is read or written before it is needed.
/// Any number of processes may share a store.
public final class ImageStore: Sendable {
    /// The most bytes that a result may have.
    public static let maximumByteCount = 200_000_000

    /// Where the store is; absolute.
    public let folder: String
    private let adopted = Mutex<[FileIdentity: String]>([:])

    /// A store in a folder, which need not be there yet.
    public init(folder: String) {
        self.folder = Disk.absolute(folder)
    }

    /// Where the picture is to be found in this store.
    public func path(for image: StoredImage) -> String {
        "\(imageFolder)/\(image.sha256).\(image.format.fileExtension)"
    }

    /// Copies a reference's bytes into the store, and answers the reference that points there.
    ///
    /// A file or data URI becomes a file of the store; a URL, and a file of the store already, stay as they are. The same
    /// version of a file is read once only. Blocks while it copies.
    ///
    /// - Throws: `ImageStoreError` where the original cannot be read, or the store not be written.
    public func adopt(_ reference: ReferenceImage) throws(ImageStoreError) -> ReferenceImage {
        switch reference.source {
        case .url:
            return reference
        case .file(let path) where path.hasPrefix(referenceFolder + "/") && Disk.exists(path):
            return reference
        case .file(let path):
            return try adopt(fileAt: path, as: reference.format)
        case .dataURI(let text):
            return try adopt(dataURI: text, as: reference.format) ?? reference
        }
    }
}

extension ImageStore {
    /// Begins a result.
    func receive() throws(DiskError) -> IncomingFile {
        try IncomingFile(in: imageFolder)
    }

    /// Removes what crashed processes left unfinished: files that nobody has locked, nor is about to.
    ///
    /// - Parameter now: the wall clock, in seconds since 1970.
    func sweep(now: Double) {
        for folder in [imageFolder, referenceFolder] {
            for name in Disk.names(in: folder) where name.hasPrefix(IncomingFile.namePrefix) {
                let path = "\(folder)/\(name)"
                guard let file = try? OpenFile(reading: path), let identity = file.identity,
                    Double(identity.seconds) < now - 60, file.lock()
                else { continue }
                Disk.remove(path)
            }
        }
    }
}

extension ImageStore {
    private var imageFolder: String { folder + "/images" }
    private var referenceFolder: String { folder + "/references" }

    private func adopt(
        fileAt path: String, as format: ImageFormat?
    ) throws(ImageStoreError) -> ReferenceImage {
        let original: OpenFile
        do throws(DiskError) {
            original = try OpenFile(reading: path)
        } catch {
            throw ImageStoreError(
                code: .badReference(.unreadable), path: path, errno: error.errno)
        }
        let identity = original.identity
        if let identity, let copy = adopted.withLock({ $0[identity] }), Disk.exists(copy) {
            return try look(at: copy)
        }
        let copy = try copy(original, as: format)
        if let identity { adopted.withLock { $0[identity] = copy } }
        return try look(at: copy)
    }

    private func copy(
        _ original: borrowing OpenFile, as format: ImageFormat?
    ) throws(ImageStoreError) -> String {
        do throws(DiskError) {
            let incoming = try IncomingFile(in: referenceFolder)
            while true {
                let chunk = try original.read(upTo: 256 * 1024)
                guard !chunk.isEmpty else { break }
                try incoming.append(chunk)
            }
            return try incoming.place(extension: format?.fileExtension ?? "image").path
        } catch {
            throw ImageStoreError(error)
        }
    }

    private func adopt(
        dataURI text: String, as format: ImageFormat?
    ) throws(ImageStoreError) -> ReferenceImage? {
        let payload = text.drop { $0 != "," }.dropFirst()
        guard let bytes = Data(base64Encoded: String(payload)) else { return nil }
        let path: String
        do throws(DiskError) {
            let incoming = try IncomingFile(in: referenceFolder)
            try incoming.append([UInt8](bytes))
            path = try incoming.place(extension: format?.fileExtension ?? "image").path
        } catch {
            throw ImageStoreError(error)
        }
        return try look(at: path)
    }

    private func look(at path: String) throws(ImageStoreError) -> ReferenceImage {
        do throws(ReferenceError) {
            return try ReferenceImage(file: path)
        } catch {
            throw ImageStoreError(error)
        }
    }
}
