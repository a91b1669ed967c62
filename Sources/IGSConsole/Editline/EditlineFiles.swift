internal import Glibc

/// The streams that libedit reads and writes, on duplicates of the descriptors, so that no other
/// buffers interfere.
///
/// What libedit writes goes nowhere: ``LineDisplay`` shows the line.
final class EditlineFiles {
    let input: UnsafeMutablePointer<FILE>
    let output: UnsafeMutablePointer<FILE>
    let errors: UnsafeMutablePointer<FILE>
    /// The terminal that keys are read from.
    let keys: Int32
    /// The terminal that shows the line.
    let screen: Int32
    private let isEditable: Bool

    /// Opens the streams.
    ///
    /// - Parameter isEditable: Whether lines can be edited on the terminal. If not, libedit does not get the terminal:
    ///   it would change its modes, such as an echo that is turned off.
    init(
        input: Int32, output: Int32, errors: Int32, isEditable: Bool
    ) throws(SystemFailure) {
        var descriptors: [Int32] = []
        var files: [UnsafeMutablePointer<FILE>] = []
        do throws(SystemFailure) {
            for descriptor in [input, output, errors] {
                let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                guard copy >= 0 else { throw .last("use the terminal") }
                descriptors.append(copy)
            }
            let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
            guard nowhere >= 0 else { throw .last("open /dev/null") }
            descriptors.append(nowhere)
            let nothing = isEditable ? -1 : fcntl(nowhere, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
            if nothing >= 0 { descriptors.append(nothing) }
            for (descriptor, mode) in [
                (isEditable ? descriptors[0] : nothing, "r"), (nowhere, "w"), (descriptors[2], "w"),
            ] {
                guard let file = fdopen(descriptor, mode) else { throw .last("use the terminal") }
                files.append(file)
            }
        } catch {
            descriptors.forEach { close($0) }
            throw error
        }
        (self.input, self.output, self.errors) = (files[0], files[1], files[2])
        (keys, screen) = (descriptors[0], descriptors[1])
        self.isEditable = isEditable
    }

    /// Makes reads and writes wait again. A program may have changed that on the terminal, for all processes that have
    /// it open.
    func makeBlocking() {
        for descriptor in [keys, screen, STDERR_FILENO] {
            let flags = fcntl(descriptor, F_GETFL)
            if flags >= 0, flags & O_NONBLOCK != 0 {
                _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
            }
        }
    }

    deinit {
        fclose(input)
        if !isEditable { close(keys) }
        fclose(output)
        fclose(errors)
        close(screen)
    }
}
