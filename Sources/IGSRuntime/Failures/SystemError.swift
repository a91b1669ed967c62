import Glibc

/// The operating system's texts for its error numbers.
enum SystemError {
    static func text(_ number: Int32) -> String {
        String(cString: strerror(number))
    }

    /// Returns why a file cannot be opened for reading.
    static func reading(_ number: Int32) -> String {
        switch number {
        case ENOENT, ENOTDIR: "there is no such file"
        case EACCES: "you have no permission to read it"
        // Opening the path of a socket gives these.
        case ENXIO, ENODEV: notRegular
        default: text(number)
        }
    }

    static let folder = "it is a folder"
    static let notRegular = "it is not a regular file"
}
