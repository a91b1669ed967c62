internal import Glibc

/// Reads keys from a terminal, and is woken by other threads while it waits for them.
///
/// It belongs to the editor's thread.
struct KeyReader {
    /// What came.
    enum Event: Equatable {
        case key(Key)
        /// Somebody used the wake pipe.
        case wake
        /// The terminal gives nothing any more.
        case end
    }

    private let terminal: Int32
    private let wakePipe: WakePipe
    private var decoder: KeyDecoder
    /// When the terminal gave something last.
    private var lastRead = ContinuousClock.now

    /// How long the rest of an escape sequence may take: longer, and `ESC` was pressed alone.
    private static let sequenceMilliseconds: Int32 = 30
    /// The same of a terminal's reply, which may be long, and come over a slow line.
    private static let replyMilliseconds: Int32 = 500
    /// How long no part of a paste stays away.
    private static let pasteGap = Duration.milliseconds(500)

    init(terminal: Int32, wakePipe: WakePipe, decoder: KeyDecoder) {
        self.terminal = terminal
        self.wakePipe = wakePipe
        self.decoder = decoder
    }

    /// Whether the next event is there without waiting for the terminal.
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

    /// Takes the next key where it is there already, and is this one.
    mutating func take(_ key: Key) -> Bool { decoder.take(key) }

    /// Waits for a wake-up alone; what is typed stays in the terminal.
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
        // A negative descriptor is one that poll passes over.
        var wanted = [
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: forWake ? wakePipe.readEnd : -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&wanted, 2, milliseconds) > 0 else { return .nothing }
        if wanted[1].revents != 0 { return .wake }
        return wanted[0].revents != 0 ? .terminal : .nothing
    }

    /// Whether the terminal is still there.
    private mutating func readBlock() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let count = read(terminal, buffer.baseAddress, buffer.count)
            if count < 0 { return errno == EINTR || errno == EAGAIN }
            let now = ContinuousClock.now
            // The end of a paste is lost where Ctrl-C between lines had the terminal forget what was
            // to be read.
            if count == 1, buffer[0] == decoder.interruptByte, now - lastRead > Self.pasteGap {
                decoder.dropPaste()
            }
            lastRead = now
            decoder.feed(buffer.prefix(count))
            return count > 0
        }
    }
}
