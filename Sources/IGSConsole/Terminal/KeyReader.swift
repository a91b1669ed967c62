internal import Glibc

/// Reads keys from a terminal; other threads can wake it while it waits.
///
/// It belongs to the editor's thread.
struct KeyReader {
    /// The next event.
    enum Event: Equatable {
        case key(Key)
        /// Somebody used the wake pipe.
        case wake
        /// The terminal sends nothing any more.
        case end
    }

    private let terminal: Int32
    private let wakePipe: WakePipe
    private var decoder: KeyDecoder
    /// When the terminal last sent something.
    private var lastRead = ContinuousClock.now

    /// How long the rest of an escape sequence may take; after that, `ESC` was pressed alone.
    private static let sequenceMilliseconds: Int32 = 30
    /// The same for a terminal's reply, which may be long, and come over a slow line.
    private static let replyMilliseconds: Int32 = 500
    /// The longest gap between two parts of a paste.
    private static let pasteGap = Duration.milliseconds(500)

    init(terminal: Int32, wakePipe: WakePipe, decoder: KeyDecoder) {
        self.terminal = terminal
        self.wakePipe = wakePipe
        self.decoder = decoder
    }

    /// Whether the next event is available without waiting for the terminal.
    var hasKey: Bool { decoder.hasKey }

    /// Waits for the next event. A wake-up never comes between the bytes of an escape sequence.
    mutating func next() -> Event {
        while true {
            if let key = decoder.take() { return .key(key) }
            if decoder.isInsideSequence {
                let time =
                    decoder.isInsideReply ? Self.replyMilliseconds : Self.sequenceMilliseconds
                switch wait(forWake: false, milliseconds: time) {
                case .terminal:
                    if !readBlock() { return .end }
                case .wake, .nothing:
                    decoder.endSequence()
                }
                continue
            }
            switch wait(forWake: true, milliseconds: -1) {
            case .wake:
                wakePipe.drain()
                return .wake
            case .terminal:
                if !readBlock() { return .end }
            case .nothing:
                continue
            }
        }
    }

    /// Takes the next key if it is available already, and is this one.
    mutating func take(_ key: Key) -> Bool { decoder.take(key) }

    /// Waits only for a wake-up; what is typed stays in the terminal.
    func waitForWake() {
        var wanted = pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)
        while poll(&wanted, 1, -1) < 0, errno == EINTR {}
        wakePipe.drain()
    }
}

extension KeyReader {
    private enum Ready {
        case terminal, wake, nothing
    }

    private func wait(forWake: Bool, milliseconds: Int32) -> Ready {
        // poll skips a negative descriptor.
        var wanted = [
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: forWake ? wakePipe.readEnd : -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&wanted, 2, milliseconds) > 0 else { return .nothing }
        if wanted[1].revents != 0 { return .wake }
        return wanted[0].revents != 0 ? .terminal : .nothing
    }

    /// Reads a block; returns whether the terminal is still there.
    private mutating func readBlock() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let count = read(terminal, buffer.baseAddress, buffer.count)
            if count < 0 { return errno == EINTR || errno == EAGAIN }
            let now = ContinuousClock.now
            // The end of a paste is lost if Ctrl-C between lines made the terminal discard its
            // unread input.
            if count == 1, buffer[0] == decoder.interruptByte, now - lastRead > Self.pasteGap {
                decoder.dropPaste()
            }
            lastRead = now
            decoder.feed(buffer.prefix(count))
            return count > 0
        }
    }
}
