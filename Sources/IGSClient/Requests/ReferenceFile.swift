import IGSImages

import Glibc

/// An open picture file that meets the rules for references: a regular file, a picture by its signature, not too
/// big.
///
/// The code that opens it must close it.
struct ReferenceFile {
    /// What the file's first bytes say.
    let header: ImageHeader
    /// The file's size when it was opened.
    let byteCount: Int
    private let path: String
    private let descriptor: Int32

    /// Opens a file and examines it.
    init(path: String) throws(ReferenceError) {
        guard !path.utf8.contains(0) else { throw ReferenceError(code: .missing, subject: path) }
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw ReferenceError(opening: path, errno: errno) }
        do throws(ReferenceError) {
            byteCount = try Self.byteCount(of: descriptor, path: path)
            header = try Self.header(of: descriptor, path: path)
            self.path = path
            self.descriptor = descriptor
        } catch {
            _ = Self.close(descriptor)
            throw error
        }
    }

    /// Returns up to `count` bytes at `offset`; fewer only at the file's end.
    func read(at offset: Int, count: Int) throws(ReferenceError) -> [UInt8] {
        do throws(ReadError) {
            return try Self.read(descriptor, at: offset, count: count)
        } catch {
            throw ReferenceError(code: .unreadable, subject: path, errno: error.errno)
        }
    }

    /// Closes the file. Do not use the value after that.
    func close() {
        _ = Self.close(descriptor)
    }
}

extension ReferenceFile {
    private struct ReadError: Error {
        let errno: Int32
    }

    private static func close(_ descriptor: Int32) -> Int32 {
        Glibc.close(descriptor)
    }

    private static func byteCount(
        of descriptor: Int32, path: String
    ) throws(ReferenceError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw ReferenceError(code: .unreadable, subject: path, errno: errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw ReferenceError(code: .isFolder, subject: path)
        default: throw ReferenceError(code: .notRegular, subject: path)
        }
        let byteCount = Int(status.st_size)
        guard byteCount <= ReferenceImage.maximumByteCount else {
            throw ReferenceError(code: .tooBig(byteCount: byteCount), subject: path)
        }
        return byteCount
    }

    private static func header(
        of descriptor: Int32, path: String
    ) throws(ReferenceError) -> ImageHeader {
        var isRead = true
        do throws(PictureDefect) {
            return try ImageHeader { offset, count in
                do throws(ReadError) {
                    return try read(descriptor, at: offset, count: count)
                } catch {
                    isRead = false
                    return []
                }
            }
        } catch {
            // A file that cannot be read is not therefore empty.
            throw isRead
                ? ReferenceError(error, subject: path)
                : ReferenceError(code: .notAnImage, subject: path)
        }
    }

    private static func read(
        _ descriptor: Int32, at offset: Int, count: Int
    ) throws(ReadError) -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        if let failure { throw ReadError(errno: failure) }
        return bytes
    }
}

extension ReferenceError {
    fileprivate init(opening path: String, errno: Int32) {
        let code: Code =
            switch errno {
            case ENOENT, ENOTDIR: .missing
            // What `open` reports for a socket's path.
            case ENXIO, ENODEV: .notRegular
            default: .unreadable
            }
        self.init(code: code, subject: path, errno: errno)
    }
}
