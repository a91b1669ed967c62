internal import Glibc
package import IGSClient

/// Asks the user for a key: at a terminal without showing it, else reads the whole of the input.
package enum KeyPrompt {
    /// Anything longer is not a key.
    private static let maximumByteCount = 4096

    /// Reads a key from `input`.
    ///
    /// When this returns, or a signal ends the process, the terminal shows typed text again.
    ///
    /// - Parameter prompt: The prompt at a terminal.
    /// - Returns: nil for anything but one word of visible ASCII characters.
    package static func read(
        from input: Int32, prompt: String, on terminal: Output
    ) async throws(SystemFailure) -> Secret? {
        guard TerminalInfo.isTerminal(input) else {
            let bytes = try await DedicatedThread.run { readBytes(from: input, toLineEnd: false) }
            return key(in: bytes)
        }
        try Foreground.wait(for: input)
        let modes = try TerminalGuard(terminal: input)
        defer { modes.release() }
        let signals = Signals.observe(Set(Signals.endings)) { signal in
            modes.release()
            terminal.write("\n")
            ProcessEnd.signal(signal).take()
        }
        defer { signals.cancel() }
        // A user who comes back finds the terminal as the shell left it: showing what is typed.
        let stops = Signals.observe([.stop]) { _ in
            modes.restore()
            Signals.stopProcess()
            try? Foreground.wait(for: input)
            try? hide(input)
            terminal.write("\n" + prompt)
        }
        defer { stops.cancel() }
        terminal.write(prompt)
        try hide(input)
        let bytes = try await DedicatedThread.run { readBytes(from: input, toLineEnd: true) }
        terminal.write("\n")
        return key(in: bytes)
    }
}

extension KeyPrompt {
    private static func hide(_ terminal: Int32) throws(SystemFailure) {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { throw .last("use the terminal") }
        modes.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        // What was typed before is discarded: it was shown.
        guard tcsetattr(terminal, TCSAFLUSH, &modes) == 0 else {
            throw .last("hide what is typed")
        }
    }

    private static func readBytes(from descriptor: Int32, toLineEnd: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: maximumByteCount)
        while bytes.count <= maximumByteCount {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += block[..<count]
            if toLineEnd, bytes.last == UInt8(ascii: "\n") { break }
        }
        return bytes
    }

    private static func key(in bytes: [UInt8]) -> Secret? {
        guard bytes.count <= maximumByteCount else { return nil }
        return String(validating: bytes, as: UTF8.self).flatMap { Secret($0) }
    }
}
