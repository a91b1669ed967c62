import FoundationEssentials
import Glibc
import IGSClient
import IGSImages
import IGSJobs

/// Copies pictures from the store to where the user wants them.
///
/// A picture is complete or not there at all: it is written beside its place and then moved. Nothing is overwritten
/// unless that was asked for, and then only pictures are. The pictures go to the folder that was checked, even if
/// somebody meanwhile replaces a part of its path with a link.
struct PictureWriter {
    /// The folder that everything must be written below; `nil` means anywhere.
    let confinement: String?
    /// Whether to replace a picture that is there already.
    let replaces: Bool

    /// Writes a picture.
    ///
    /// - Returns: Whether it was written; `false` if the same bytes were there already.
    /// - Throws: ``Failure`` if it cannot be written; then nothing was changed.
    func write(_ source: String, to path: String) throws(Failure) -> Bool {
        let (parent, name) = FileName.split(path: path)
        let folder = try open(parent, path)
        let data = try read(source)
        switch obstacle(name, in: folder, to: data) {
        case .sameBytes: return false
        case .otherPicture where !replaces, .otherFile where !replaces:
            throw SavingMessages.fileExists(path, isStored: true)
        case .otherFile, .noFile: throw SavingMessages.notReplaceable(path)
        case .otherPicture, nil: break
        }
        do throws(OutputFolder.Refusal) {
            try folder.place(data, as: name, replaces: replaces)
        } catch {
            throw error.errno == EEXIST
                ? SavingMessages.fileExists(path, isStored: true)
                : SavingMessages.cannotWrite(path, errno: error.errno, isStored: true)
        }
        return true
    }
}

extension PictureWriter {
    /// Whether a path lies where pictures may be written.
    func mayWrite(_ path: String) -> Bool {
        (try? confined(path, path, isStored: false)) != nil
    }

    /// Checks whether a picture could be written, and changes nothing.
    ///
    /// - Parameter isWelcome: Whether a picture that is there already may be there.
    /// - Throws: ``Failure`` if it certainly cannot be written.
    func check(_ path: String, isWelcome: (_ path: String) -> Bool) throws(Failure) {
        let (parent, name) = FileName.split(path: path)
        _ = try confined(parent, path, isStored: false)
        let folder = parent.isEmpty ? "." : parent
        var existing = folder
        var status = stat()
        // A link that leads nowhere is in the way, too.
        while lstat(existing, &status) != 0 {
            guard errno == ENOENT, let slash = existing.lastIndex(of: "/") else {
                if errno == ENOENT { break }
                throw SavingMessages.cannotWrite(path, errno: errno, isStored: false)
            }
            existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
        }
        if lstat(existing, &status) == 0 {
            guard stat(existing, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw SavingMessages.cannotWrite(path, errno: ENOTDIR, isStored: false)
            }
            guard access(existing, W_OK | X_OK) == 0 else {
                throw SavingMessages.cannotWrite(path, errno: errno, isStored: false)
            }
        }
        let target =
            parent.isEmpty ? name : parent.hasSuffix("/") ? parent + name : "\(parent)/\(name)"
        guard lstat(target, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SavingMessages.notReplaceable(path)
        }
        guard replaces else {
            guard isWelcome(target) else { throw SavingMessages.fileExists(path, isStored: false) }
            return
        }
        // A larger file is not one of our pictures, and is not read.
        guard Int(status.st_size) <= ImageStore.maximumByteCount,
            let file = FileManager.default.contents(atPath: target)
        else { return }
        if (try? ImageHeader(file)) == nil { throw SavingMessages.notReplaceable(path) }
    }
}

private extension PictureWriter {
    /// What is at the place of a new picture.
    enum Obstacle {
        case sameBytes, otherPicture, otherFile, noFile
    }

    func obstacle(
        _ name: String, in folder: borrowing OutputFolder, to data: Data
    ) -> Obstacle? {
        guard let type = folder.type(of: name) else { return nil }
        guard type == S_IFREG else { return .noFile }
        guard let bytes = folder.bytes(of: name) else { return .otherFile }
        if bytes == data { return .sameBytes }
        return (try? ImageHeader(bytes)) == nil ? .otherFile : .otherPicture
    }

    func read(_ path: String) throws(Failure) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SavingMessages.storeUnreadable(path)
        }
    }

    /// Opens the folder of a path, and makes the missing folders of it.
    func open(_ folder: String, _ path: String) throws(Failure) -> OutputFolder {
        let place = try confined(folder, path, isStored: true)
        do throws(OutputFolder.Refusal) {
            guard let place else { return try OutputFolder(folder) }
            return try OutputFolder(place.components, below: place.root)
        } catch {
            throw SavingMessages.cannotWrite(path, errno: error.errno, isStored: true)
        }
    }

    /// Returns the place of a folder below the root of the confinement, with links resolved; `nil` without a
    /// confinement.
    ///
    /// - Parameter isStored: Whether the picture is in the store already.
    /// - Throws: ``Failure`` if it lies outside.
    func confined(
        _ folder: String, _ path: String, isStored: Bool
    ) throws(Failure) -> (root: String, components: [String])? {
        guard let confinement else { return nil }
        guard let root = UserPath.withoutLinks(confinement) else {
            throw SavingMessages.cannotWrite(confinement, errno: errno, isStored: isStored)
        }
        // The system follows links before it follows `..`, so the path is taken as it was typed, and the part that does
        // not exist yet must not go up.
        let current = FileManager.default.currentDirectoryPath
        var typed = FileName.components(
            of: folder.utf8.first == UInt8(ascii: "/") ? folder : current + "/" + folder)
        var missing: ArraySlice<String> = []
        var existing = UserPath.withoutLinks("/" + typed.joined(separator: "/"))
        while existing == nil, let last = typed.popLast() {
            missing = [last] + missing
            existing = UserPath.withoutLinks("/" + typed.joined(separator: "/"))
        }
        let rootComponents = FileName.components(of: root).map { Array($0.utf8) }
        let place = FileName.components(of: existing ?? "/")
        let isBelow = place.map { Array($0.utf8) }.starts(with: rootComponents)
        guard isBelow, !missing.contains("..") else {
            throw SavingMessages.outsideFolder(path, folder: root)
        }
        return (root, Array(place.dropFirst(rootComponents.count) + missing))
    }
}
