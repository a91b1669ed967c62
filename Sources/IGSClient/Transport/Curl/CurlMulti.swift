import CCurl

/// libcurl's set of transfers and connections.
///
/// `@unchecked Sendable`: the thread of its ``CurlThread`` alone calls anything but ``wake()``, which libcurl allows to
/// all threads, and which that type never calls after ``close()``.
struct CurlMulti: @unchecked Sendable {
    /// More connections to one host than this wait for each other.
    private static let connectionsPerHost = 256

    private let pointer: UnsafeMutableRawPointer

    /// Makes an empty set; nil if there are no files or no memory for it.
    init?() {
        guard let pointer = ccurl_multi_new() else { return nil }
        self.pointer = pointer
        ccurl_multi_set_number(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, Self.connectionsPerHost)
    }

    func add(_ transfer: CurlTransfer) -> Bool {
        ccurl_multi_add(pointer, transfer.handle) == CURLM_OK
    }

    func remove(_ transfer: CurlTransfer) {
        ccurl_multi_remove(pointer, transfer.handle)
    }

    /// Does what can be done without waiting, and passes on each transfer that has ended.
    func perform(onEnd: (UnsafeMutableRawPointer, CURLcode) -> Void) {
        ccurl_multi_perform(pointer)
        var code = CURLE_OK
        while let handle = ccurl_multi_next_ended(pointer, &code) { onEnd(handle, code) }
    }

    /// Waits until there is something to do, ``wake()``, or for this long.
    func wait(for duration: Duration) {
        let milliseconds = duration / .milliseconds(1)
        ccurl_multi_wait(pointer, Int32(max(0, min(milliseconds, 60_000)).rounded(.up)))
    }

    /// Ends a wait, the present one or the next.
    func wake() {
        ccurl_multi_wake(pointer)
    }

    /// Closes all connections. Its transfers must have been removed.
    func close() {
        ccurl_multi_free(pointer)
    }
}
