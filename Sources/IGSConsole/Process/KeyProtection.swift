internal import CProcess
internal import Glibc

/// Keeps the key where it belongs: in this process's memory, and nowhere else.
package enum KeyProtection {
    /// From now on no crash writes the memory to a disk, and no other process of this user reads it.
    ///
    /// Programs that are started are not affected.
    static func begin() {
        _ = igs_forbidDump()
    }

    /// Overwrites a variable of the environment that the process was started with, which `/proc` shows for as long as
    /// it lives, and takes it out of that which is inherited.
    package static func forget(variable name: String) {
        guard let value = getenv(name) else { return }
        memset(value, 0, strlen(value))
        unsetenv(name)
    }
}
