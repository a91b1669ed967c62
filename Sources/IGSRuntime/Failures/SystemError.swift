import Glibc

/// The operating system's texts for its error numbers.
enum SystemError {
    static func text(_ number: Int32) -> String {
        String(cString: strerror(number))
    }
}
