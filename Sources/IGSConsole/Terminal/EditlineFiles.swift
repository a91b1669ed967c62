internal import Glibc

/// The streams that libedit reads and writes, on duplicates of the descriptors, so that nobody
/// else's buffers are in its way.
///
/// What it writes goes nowhere: ``LineDisplay`` shows the line.
final class EditlineFiles {
    let input: UnsafeMutablePointer<FILE>
    let output: UnsafeMutablePointer<FILE>
    let errors: UnsafeMutablePointer<FILE>
    /// The terminal to read keys from.
    let keys: Int32
    /// The terminal to show the line on.
    let screen: Int32

    init(input: Int32, output: Int32, errors: Int32) throws(SystemFailure) {
        var descriptors: [Int32] = []
        var files: [UnsafeMutablePointer<FILE>] = []
        do throws(SystemFailure) {
            for descriptor in [input, output, errors] {
                let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                guard copy >= 0 else { throw .last("use the terminal") }
                descriptors.append(copy)
            }
            let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
            guard nowhere >= 0 else { throw .last("open /dev/null") }
            descriptors.append(nowhere)
            for (descriptor, mode) in [
                (descriptors[0], "r"), (nowhere, "w"), (descriptors[2], "w"),
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
    }

    deinit {
        fclose(input)
        fclose(output)
        fclose(errors)
        close(screen)
    }
}
