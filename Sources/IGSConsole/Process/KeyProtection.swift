internal import CProcess
internal import Glibc

/// Keeps the key in this process's memory, and nowhere else.
package enum KeyProtection {
    /// Prevents crashes from writing the memory to a disk, and other processes of this user from
    /// reading it, from now on.
    ///
    /// Programs that are started are not affected.
    static func begin() {
        _ = igs_forbidDump()
    }

    /// Overwrites a variable in the environment that the process was started with, which `/proc` shows as long as the
    /// process lives, and removes it from the environment that programs inherit.
    package static func forget(variable name: String) {
        guard let value = getenv(name) else { return }
        memset(value, 0, strlen(value))
        unsetenv(name)
    }
}
