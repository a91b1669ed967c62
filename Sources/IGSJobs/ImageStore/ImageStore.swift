public import IGSClient
import FoundationEssentials
import IGSImages
import Synchronization

/// Our own pictures: results under `images`, references under `references`, named by their SHA-256.
///
/// Files are 0600 in folders that are 0700; each is whole or absent. Nothing is read or written before it is needed.
/// Any number of processes may share a store.
public final class ImageStore: Sendable {
    /// The most bytes that a result may have.
    public static let maximumByteCount = 200_000_000

    /// The absolute path of the store.
    public let folder: String
    private let adopted = Mutex<[FileIdentity: String]>([:])

    /// Returns the folder of the store that belongs to a ledger: `store`, beside it.
    public static func folder(besideLedger path: String) -> String {
        Disk.folder(of: Disk.absolute(path)) + "/store"
    }

    /// Whether the picture is in the store, with the bytes that its digest names.
    public func has(_ image: StoredImage) -> Bool {
        ContentDigest.ofFile(path(for: image)) == image.sha256
    }

    /// Creates a store in a folder, which need not exist yet.
    public init(folder: String) {
        self.folder = Disk.absolute(folder)
    }

    /// Returns the path of the picture in this store.
    public func path(for image: StoredImage) -> String {
        "\(imageFolder)/\(image.sha256).\(image.format.fileExtension)"
    }

    /// Copies a reference's bytes into the store, and returns the reference that points there.
    ///
    /// A file or data URI becomes a file of the store; a URL, and a file already in the store, stay as they are. The
    /// same version of a file is read only once. Blocks while it copies.
    ///
    /// - Throws: `ImageStoreError` if the original cannot be read or no longer matches the reference, or if the store
    ///   cannot be written.
    public func adopt(_ reference: ReferenceImage) throws(ImageStoreError) -> ReferenceImage {
        switch reference.source {
        case .url:
            return reference
        case .file(let path) where path.hasPrefix(referenceFolder + "/") && isKept(path):
            return reference
        case .file(let path):
            return try adopt(fileAt: path, like: reference)
        case .dataURI(let text):
            return try adopt(dataURI: text, like: reference)
        }
    }
}

extension ImageStore {
    /// Returns the digests of a request's references whose bytes are in the store: all but its URLs.
    func digests(ofReferences request: GenerationRequest) -> Set<String> {
        Set(
            request.references.compactMap { reference in
                guard case .file(let path) = reference.source,
                    path.hasPrefix(referenceFolder + "/")
                else { return nil }
                // A file is named by its content.
                return path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
            })
    }

    /// Creates the folder of results, before anything is paid for that will go there.
    func makeFolder() throws(ImageStoreError) {
        do throws(DiskError) {
            try Disk.makeFolder(imageFolder)
        } catch {
            throw ImageStoreError(error)
        }
    }

    /// Begins a result.
    func receive() throws(DiskError) -> IncomingFile {
        try IncomingFile(in: imageFolder)
    }

    /// Removes what crashed processes left unfinished: files that nobody has locked or is about to lock.
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

    /// Whether a reference is in the store, where it then stays: it is about to be named in the ledger.
    private func isKept(_ path: String) -> Bool {
        (try? FolderTurn.using(referenceFolder) { () throws(DiskError) in
            guard Disk.exists(path) else { return false }
            FolderTurn.touch(path)
            return true
        }) ?? false
    }

    private func adopt(
        fileAt path: String, like reference: ReferenceImage
    ) throws(ImageStoreError) -> ReferenceImage {
        let original: OpenFile
        do throws(DiskError) {
            original = try OpenFile(reading: path)
        } catch {
            throw ImageStoreError(
                code: .badReference(.unreadable), path: path, errno: error.errno)
        }
        // The file may have been replaced since it was examined.
        guard original.isRegular else {
            throw ImageStoreError(code: .badReference(.notRegular), path: path)
        }
        let identity = original.identity
        if let identity, let copy = adopted.withLock({ $0[identity] }), isKept(copy) {
            return try look(at: copy)
        }
        let copy = try copy(original, like: reference)
        if let identity { adopted.withLock { $0[identity] = copy } }
        return try look(at: copy)
    }

    private func copy(
        _ original: borrowing OpenFile, like reference: ReferenceImage
    ) throws(ImageStoreError) -> String {
        let incoming: IncomingFile
        do throws(DiskError) {
            incoming = try IncomingFile(in: referenceFolder)
            try incoming.append(original, upTo: ReferenceImage.maximumByteCount)
        } catch {
            throw ImageStoreError(error)
        }
        return try place(incoming, like: reference, from: original.path)
    }

    private func adopt(
        dataURI text: String, like reference: ReferenceImage
    ) throws(ImageStoreError) -> ReferenceImage {
        guard let bytes = DataURI(text)?.decoded() else { return reference }
        let incoming: IncomingFile
        do throws(DiskError) {
            incoming = try IncomingFile(in: referenceFolder)
            try incoming.append(bytes)
        } catch {
            throw ImageStoreError(error)
        }
        return try look(at: place(incoming, like: reference, from: String(text.prefix(40))))
    }

    /// Puts a copy in its place if it is the picture that the reference describes; otherwise nowhere.
    private func place(
        _ incoming: IncomingFile, like reference: ReferenceImage, from original: String
    ) throws(ImageStoreError) -> String {
        let copy: ReferenceImage
        do throws(ReferenceError) {
            copy = try ReferenceImage(file: incoming.path)
        } catch {
            throw ImageStoreError(code: .badReference(error.code), path: original)
        }
        guard let format = copy.format, format == reference.format, copy.size == reference.size,
            copy.byteCount == reference.byteCount
        else { throw ImageStoreError(code: .badReference(.changed), path: original) }
        do throws(DiskError) {
            return try incoming.place(extension: format.fileExtension).path
        } catch {
            throw ImageStoreError(error)
        }
    }

    private func look(at path: String) throws(ImageStoreError) -> ReferenceImage {
        do throws(ReferenceError) {
            return try ReferenceImage(file: path)
        } catch {
            throw ImageStoreError(error)
        }
    }
}
