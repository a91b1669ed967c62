internal import FoundationEssentials
internal import Glibc

/// The file that holds the history: one entry a line, in which `\n` stands for a newline and `\\`
/// for a backslash.
///
/// Sessions share it. Each only appends, with one `write` an entry, so that none loses another's
/// lines. A session that finds the file far too long replaces it by a shorter one. A lock on the
/// file keeps the two apart. Only its owner can read it.
struct HistoryFile: Sendable {
    /// How far a session has read: the file, since another may have replaced it, and the number of
    /// bytes.
    struct Place: Sendable, Equatable {
        fileprivate let device: dev_t
        fileprivate let inode: ino_t
        fileprivate var offset: Int
    }

    let path: String

    /// Returns the entries, oldest first, each once, and not more than `maximum`, and the place
    /// behind them; none if there is no file yet.
    ///
    /// A file with more than twice as many lines is replaced by one with what is returned. If that
    /// fails, it stays as long as it is.
    func load(maximum: Int) throws(SystemFailure) -> (entries: [String], place: Place?) {
        guard let descriptor = try openLocked(O_RDWR, lock: LOCK_EX) else { return ([], nil) }
        defer { close(descriptor) }
        let bytes = try read(descriptor)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        var known: Set<String> = []
        var entries: [String] = []
        for line in lines.reversed() where entries.count < maximum {
            let entry = Self.decoded(line)
            if known.insert(entry).inserted { entries.append(entry) }
        }
        entries.reverse()
        if lines.count > 2 * maximum {
            let kept = entries.flatMap(Self.encoded)
            if (try? PrivateFile.write(kept, to: path)) != nil { return (entries, nil) }
        }
        return (entries, Self.place(descriptor, bytes.count))
    }

    /// Adds an entry at the end, behind what other sessions have added. If a session died while it wrote
    /// there, its part stays a line of its own.
    ///
    /// - Parameter place: How far this session has read the file; behind the entry when this returns. If
    ///   it is `nil`, or a place in a file that was replaced, reading begins at the start.
    /// - Returns: The entries between the two places, oldest first: those of other sessions.
    func append(_ entry: String, after place: inout Place?) throws(SystemFailure) -> [String] {
        guard let descriptor = try openLocked(O_RDWR | O_CREAT, lock: LOCK_EX) else { return [] }
        defer { close(descriptor) }
        let others = try news(descriptor, after: &place)
        let line = Self.encoded(entry)
        let bytes = endsWithNewline(descriptor) ? line : [UInt8(ascii: "\n")] + line
        try write(bytes, to: descriptor)
        place?.offset += bytes.count
        return others
    }

    /// Returns the entries that other sessions have added behind a place, oldest first, and moves the
    /// place behind them. If the place is `nil`, or in a file that was replaced, reading begins at the
    /// start.
    func news(after place: inout Place?) throws(SystemFailure) -> [String] {
        guard let descriptor = try openLocked(O_RDWR, lock: LOCK_SH) else { return [] }
        defer { close(descriptor) }
        return try news(descriptor, after: &place)
    }
}

extension HistoryFile {
    /// Returns a descriptor of the file that is at the path now, for its owner alone and locked;
    /// nil if there is none and none should be created, or if what is there is not a file.
    private func openLocked(_ flags: Int32, lock: Int32) throws(SystemFailure) -> Int32? {
        while true {
            let descriptor = open(path, flags | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                if errno == ENOENT, flags & O_CREAT == 0 { return nil }
                throw .last("open the history \(path)")
            }
            while flock(descriptor, lock) != 0, errno == EINTR {}
            var opened = stat()
            var current = stat()
            guard fstat(descriptor, &opened) == 0 else {
                let failure = SystemFailure.last("open the history \(path)")
                close(descriptor)
                throw failure
            }
            // A link to /dev/null, for example, means that nothing should be kept.
            guard opened.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                return nil
            }
            // Another session may have replaced the file before this one got the lock.
            guard stat(path, &current) == 0, current.st_ino == opened.st_ino,
                current.st_dev == opened.st_dev
            else {
                close(descriptor)
                continue
            }
            if opened.st_mode & 0o777 != 0o600 { fchmod(descriptor, 0o600) }
            return descriptor
        }
    }

    private func news(
        _ descriptor: Int32, after place: inout Place?
    ) throws(SystemFailure) -> [String] {
        guard let start = Self.place(descriptor, 0) else { return [] }
        let isSame = place?.device == start.device && place?.inode == start.inode
        let offset = isSame ? place?.offset ?? 0 : 0
        lseek(descriptor, off_t(offset), SEEK_SET)
        let bytes = try read(descriptor)
        place = start
        place?.offset = offset + bytes.count
        return bytes.split(separator: UInt8(ascii: "\n")).map(Self.decoded)
    }

    private static func place(_ descriptor: Int32, _ offset: Int) -> Place? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return Place(device: status.st_dev, inode: status.st_ino, offset: offset)
    }

    private func read(_ descriptor: Int32) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes.append(contentsOf: block[..<count])
            } else if errno != EINTR {
                throw .last("read the history \(path)")
            }
        }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFailure) {
        let count = Glibc.write(descriptor, bytes, bytes.count)
        guard count == bytes.count else {
            throw count < 0
                ? .last("write the history \(path)")
                : SystemFailure("write the history \(path)", code: ENOSPC)
        }
    }

    private func endsWithNewline(_ descriptor: Int32) -> Bool {
        let end = lseek(descriptor, 0, SEEK_END)
        guard end > 0 else { return true }
        var last: UInt8 = 0
        return pread(descriptor, &last, 1, end - 1) == 1 && last == UInt8(ascii: "\n")
    }

    private static func encoded(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\n")]
    }

    private static func decoded(_ line: ArraySlice<UInt8>) -> String {
        // libedit takes a NUL as the end of a line.
        let line = line.contains(0) ? line.filter { $0 != 0 }[...] : line
        guard line.contains(UInt8(ascii: "\\")) else {
            return String(decoding: line, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in line {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
