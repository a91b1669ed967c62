import CCurl
import Glibc

/// One transfer of libcurl's: it sends an exchange's request, once, and passes the reply on.
///
/// It lives on libcurl's thread alone. libcurl calls the functions at the foot of this file, with the transfer as their
/// context; it outlives them, as it frees the handle itself.
final class CurlTransfer {
    let exchange: Exchange
    let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    /// The lists that libcurl reads from.
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// Whether libcurl has taken every option so far.
    private var isPrepared = true

    /// What is left of the request's body.
    private var chunks: RequestBody.Iterator?
    private var chunk: ArraySlice<UInt8> = []
    private var handedOver = 0
    /// Whether the transfer has begun to make a connection of its own.
    private var isConnecting = false
    /// Whether a connection has been given the request.
    private var isSent = false
    private var head = ReplyHead()
    /// Whether libcurl keeps bytes for which there was no room.
    private var isPaused = false
    /// When bytes were last seen in either direction.
    private var lastActivity = ContinuousClock.now
    /// Why one of the functions has ended the transfer; libcurl only knows that it did.
    private var reason: TransportError?

    /// Prepares a transfer.
    ///
    /// - Throws: `TransportError` if the request cannot be sent as it is.
    init(
        _ exchange: Exchange, _ settings: CurlTransport.Settings
    ) throws(TransportError) {
        guard let handle = ccurl_new() else {
            throw TransportError(code: .notConnected, mayHaveArrived: false)
        }
        self.exchange = exchange
        self.handle = handle
        chunks = exchange.request.body?.makeIterator()
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        guard prepare(settings) else { throw error(.badRequest, exchange.request.url) }
    }

    deinit {
        ccurl_free(handle)
        for list in lists { ccurl_free_list(list) }
        errorText.deallocate()
    }

    /// Until when the transfer may take as long as it does, and what to say after that.
    ///
    /// - Parameter silence: How long nothing may come or go once the request is being sent.
    func limit(_ silence: Duration) -> (time: ContinuousClock.Instant, message: String) {
        let quiet = lastActivity + silence
        // Before that, the time for connecting counts. A reader that takes its time is not the server's silence.
        guard isSent, !isPaused, quiet < exchange.deadline else {
            return (exchange.deadline, "no end after \(exchange.request.timeout)")
        }
        return (quiet, "nothing came for \(silence)")
    }

    /// Lets libcurl pass on what it has kept while there was no room.
    func resume() {
        isPaused = false
        lastActivity = .now
        ccurl_resume(handle)
    }
}

// What an end means.
extension CurlTransfer {
    /// Returns an error of this transfer.
    func error(_ code: TransportError.Code, _ message: String = "") -> TransportError {
        TransportError(code: code, mayHaveArrived: mayHaveArrived, message: message)
    }

    /// Returns what libcurl's result means.
    func result(_ code: CURLcode) -> Result<Void, TransportError> {
        if let reason { return .failure(reason) }
        if code == CURLE_OK {
            return head.isComplete
                ? .success(()) : .failure(error(.broken, "the reply has no head"))
        }
        let meaning = TransportError.Code(
            code, isSent: isSent, isConnected: ccurl_number(handle, CURLINFO_PRIMARY_PORT) > 0,
            isEncrypted: exchange.route.address.scheme == .https)
        return .failure(error(meaning, message(code)))
    }

    /// Whether the transfer has tried in vain to make a connection.
    var hasFailedToConnect: Bool { isConnecting && !isSent && reason == nil }

    /// Whether the transfer waits for a connection that another one makes, see `CURLOPT_PIPEWAIT`.
    func waits(for other: CurlTransfer) -> Bool {
        let (route, otherRoute) = (exchange.route, other.exchange.route)
        return !isConnecting && !isSent && !exchange.request.needsFreshConnection
            && route.address.scheme == .https && route.address.origin == otherRoute.address.origin
    }

    /// Whether the server may have the whole request: a connection was given it, to the last byte.
    private var mayHaveArrived: Bool {
        isSent && handedOver >= exchange.request.body?.byteCount ?? 0
    }

    private func message(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return "no address for \(exchange.route.address.host)"
        case CURLE_COULDNT_RESOLVE_PROXY: return "no address for the proxy"
        // Its own text may contain the proxy's address, with the password.
        case CURLE_NOT_BUILT_IN, CURLE_UNSUPPORTED_PROTOCOL:
            return String(cString: ccurl_message(code))
        case CURLE_COULDNT_CONNECT:
            let number = ccurl_number(handle, CURLINFO_OS_ERRNO)
            if number != 0 { return String(cString: strerror(Int32(number))) }
        default: break
        }
        return String(
            cString: errorText.pointee == 0 ? ccurl_message(code) : UnsafePointer(errorText))
    }
}

// How libcurl is set up.
extension CurlTransfer {
    /// - Returns: Whether the request can be sent as it is.
    private func prepare(_ settings: CurlTransport.Settings) -> Bool {
        let (request, route) = (exchange.request, exchange.route)
        guard let headers = HeaderLines(request)?.lines else { return false }
        check(ccurl_set_error_buffer(handle, errorText))
        check(
            ccurl_set_functions(
                handle, Unmanaged.passUnretained(self).toOpaque(), curlOpensSocket,
                curlSendsRequest, request.method == .post ? curlReads : nil, curlHasHead,
                curlHasBody))

        // The text and nothing else: no parser's second opinion, and no dots resolved.
        set(CURLOPT_URL, route.address.text)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)

        set(CURLOPT_CONNECTTIMEOUT_MS, Int(settings.timeouts.connect / .milliseconds(1)))
        set(CURLOPT_MAXAGE_CONN, 15)
        set(CURLOPT_FRESH_CONNECT, request.needsFreshConnection ? 1 : 0)
        // HTTP/2 where an encrypted server has it: then requests wait for the one connection, and share it. Without
        // encryption they would wait for a whole reply.
        let isEncrypted = route.address.scheme == .https
        set(CURLOPT_HTTP_VERSION, isEncrypted ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        set(CURLOPT_PIPEWAIT, isEncrypted && !request.needsFreshConnection ? 1 : 0)
        if let authorities = settings.authorities {
            set(CURLOPT_CAINFO, authorities)
            set(CURLOPT_PROXY_CAINFO, authorities)
        }
        if let addresses = settings.addresses[route.address.host] {
            let text = addresses.joined(separator: ",")
            set(CURLOPT_RESOLVE, ["\(route.address.host):\(route.address.portNumber):\(text)"])
        }

        // Both are said, as libcurl would read the variables itself.
        set(CURLOPT_NOPROXY, "")
        if let proxy = route.proxy {
            proxy.url.withExposed { set(CURLOPT_PROXY, $0) }
            set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        } else {
            set(CURLOPT_PROXY, "")
        }

        set(CURLOPT_HTTPHEADER, headers)
        if request.method == .post {
            set(CURLOPT_POST, 1)
            let byteCount = request.body?.byteCount ?? 0
            check(ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(byteCount)))
        }
        return isPrepared
    }

    private func check(_ code: CURLcode) {
        if code != CURLE_OK { isPrepared = false }
    }

    private func set(_ option: CURLoption, _ number: Int) {
        check(ccurl_set_number(handle, option, number))
    }

    private func set(_ option: CURLoption, _ text: String) {
        check(ccurl_set_text(handle, option, text))
    }

    private func set(_ option: CURLoption, _ texts: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for text in texts {
            list = ccurl_append(list, text)
            if list == nil { return isPrepared = false }
        }
        guard let list else { return }
        lists.append(list)
        check(ccurl_set_list(handle, option, list))
    }
}

// What libcurl asks, and says.
extension CurlTransfer {
    /// Opens a socket for a connection, unless the address is out of reach.
    fileprivate func socket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        let refused: Int32 = -1
        guard reason == nil, let target = UnsafePointer(address).pointer(to: \.addr) else {
            return refused
        }
        if isSent {
            reason = Self.closedTooEarly(mayHaveArrived)
            return refused
        }
        if let refusal = exchange.route.refusal(of: NetworkAddress(target)) {
            reason = refusal
            return refused
        }
        isConnecting = true
        let socket = Glibc.socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            address.pointee.protocol)
        guard socket < 0 && errno == EMFILE || OpenFiles.areScarce(after: socket) else {
            // What libcurl has handed over is then nearly what has been sent, and its silence is the server's.
            var waiting = Self.waitingByteCount
            setsockopt(
                socket, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &waiting,
                socklen_t(MemoryLayout<Int32>.size))
            return socket
        }
        reason = error(.notConnected, CurlThread.fewFiles)
        if socket >= 0 { close(socket) }
        return refused
    }

    /// Notices that a connection is about to be given the request.
    ///
    /// - Parameter peer: The address at the connection's other end. The connection may have been made for another
    ///   request, which could go further.
    /// - Returns: Whether it may have it.
    fileprivate func send(to peer: String) -> Bool {
        if isSent {
            reason = Self.closedTooEarly(mayHaveArrived)
        } else if let refusal = exchange.route.refusal(of: NetworkAddress(peer)) {
            reason = refusal
        }
        guard reason == nil else { return false }
        isSent = true
        lastActivity = .now
        return true
    }

    /// Fills a buffer with the next bytes of the body.
    ///
    /// - Returns: Their number; nil if the body cannot be read.
    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        lastActivity = .now
        do throws(ReferenceError) {
            while chunk.isEmpty {
                guard let next = try chunks?.next() else { return 0 }
                chunk = next[...]
            }
        } catch {
            reason = TransportError(code: .body, mayHaveArrived: false, underlying: error)
            return nil
        }
        let part = chunk.prefix(buffer.count)
        buffer.copyBytes(from: part)
        chunk = chunk.dropFirst(part.count)
        handedOver += part.count
        return part.count
    }

    /// - Returns: Whether the line belongs to a reply.
    fileprivate func receive(headLine line: UnsafeRawBufferPointer) -> Bool {
        lastActivity = .now
        guard !head.isComplete else { return true }
        do throws(ReplyHead.Defect) {
            try head.read(line)
        } catch {
            let message = error == .tooLarge ? "the reply's head is too large" : "this is not HTTP"
            reason = self.error(.broken, message)
            return false
        }
        if head.isComplete { exchange.receive(head) }
        return true
    }

    /// - Returns: The number of bytes that were taken, or what makes libcurl wait or give up.
    fileprivate func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        // After a 101, libcurl passes on what is no reply of HTTP's any more.
        guard head.isComplete else {
            reason = error(.broken, "this is not HTTP")
            return Int(CURL_WRITEFUNC_ERROR)
        }
        isPaused = !exchange.receive(bytes)
        return isPaused ? Int(CURL_WRITEFUNC_PAUSE) : bytes.count
    }

    /// The bytes that may wait in the system for a connection to send them.
    private static let waitingByteCount: Int32 = 128 << 10

    /// The error of a request that libcurl would send again, over another connection.
    private static func closedTooEarly(_ mayHaveArrived: Bool) -> TransportError {
        TransportError(
            code: .broken, mayHaveArrived: mayHaveArrived,
            message: "the connection was closed before a reply came")
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private let curlOpensSocket: curl_opensocket_callback = { context, _, address in
    guard let transfer = transfer(context), let address else { return -1 }
    return transfer.socket(address)
}

private let curlSendsRequest: curl_prereq_callback = { context, peer, _, _, _ in
    guard let transfer = transfer(context), let peer else { return CURL_PREREQFUNC_ABORT }
    return transfer.send(to: String(cString: peer)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private let curlReads: curl_read_callback = { buffer, size, count, context in
    let room = UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
    return transfer(context)?.read(into: room) ?? Int(CURL_READFUNC_ABORT)
}

private let curlHasHead: curl_write_callback = { bytes, size, count, context in
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.receive(headLine: line) == true ? line.count : 0
}

private let curlHasBody: curl_write_callback = { bytes, size, count, context in
    let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.receive(bytes) ?? 0
}
