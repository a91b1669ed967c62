import Glibc

/// How many more files this process may open.
enum OpenFiles {
    /// How many files the transport's threads and a first connection open: NIO traps if it cannot
    /// open them.
    static var neededByThreads: Int { 3 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) + 10 }

    /// Whether this many more files can be opened now.
    static func haveRoom(for count: Int) -> Bool {
        var opened: [Int32] = []
        defer { for file in opened { close(file) } }
        while opened.count < count {
            let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return false }
            opened.append(file)
        }
        return true
    }
}
