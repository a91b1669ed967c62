import FoundationEssentials

/// Fetches one result. Any server may be asked for it, and none is trusted.
struct Download {
    let transport: any Transport
    /// Whether the service is on this machine, so that its results may be too.
    let isLocal: Bool
    /// The most bytes to accept.
    let limit: Int

    /// How long one reply may take: a picture has 50 MB at most, and a line may be slow.
    var timeout = Duration.seconds(600)

    private static let maximumRedirectCount = 3

    /// Fetches a URL or decodes a data URI, and passes the bytes on.
    nonisolated(nonsending) func fetch(
        _ url: String, to receive: ([UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        if url.prefix(5).lowercased() == "data:" {
            return try await decode(url, to: receive)
        }
        var (address, isUpgraded) = try checked(url)
        for _ in 0...Self.maximumRedirectCount {
            let reply = try await send(address, isUpgraded: isUpgraded)
            switch reply.status {
            case 200: return try await pass(on: reply, to: receive)
            case 301, 302, 303, 307, 308:
                (address, isUpgraded) = try target(of: reply, from: address)
            default: throw refusal(reply)
            }
        }
        throw error(.redirected, "more than \(Self.maximumRedirectCount) redirects")
    }
}

extension Download {
    private func error(
        _ kind: ServiceError.Kind, _ message: String = "", status: Int? = nil
    ) -> ServiceError {
        ServiceError(kind: kind, operation: .download, message: message, httpStatus: status)
    }

    /// Returns the address to fetch: plain http is for this machine alone; for any other, https is
    /// tried in its place.
    private func checked(
        _ url: String
    ) throws(ServiceError) -> (address: WebAddress, isUpgraded: Bool) {
        guard let address = WebAddress(url) else {
            throw error(.badAddress, "\(url.prefix(2000)) is not an address that can be fetched")
        }
        if address.isLoopback {
            guard isLocal else {
                throw error(.badAddress, "\(url.prefix(2000)) is on this machine")
            }
            return (address, false)
        }
        return address.scheme == .https ? (address, false) : (address.encrypted, true)
    }

    private func reach(_ address: WebAddress) -> TransportRequest.Reach {
        if address.scheme == .http { return .thisMachine }
        return isLocal ? .publicInternetOrThisMachine : .publicInternet
    }

    nonisolated(nonsending) private func send(
        _ address: WebAddress, isUpgraded: Bool
    ) async throws(ServiceError) -> TransportReply {
        guard !Task.isCancelled else { throw error(.cancelled) }
        do throws(TransportError) {
            return try await transport.send(
                TransportRequest(
                    method: .get, url: address.text,
                    headers: [
                        "User-Agent": Caller.userAgent, "Accept": "image/*",
                        "Accept-Encoding": "identity",
                    ],
                    timeout: timeout, reach: reach(address)))
        } catch {
            throw isUpgraded && !error.mayHaveArrived
                ? unencrypted(address, error)
                : ServiceError(error, operation: .download)
        }
    }

    private func unencrypted(_ address: WebAddress, _ reason: TransportError) -> ServiceError {
        error(
            .badAddress,
            "igs does not fetch from \(address.host) over plain http, and https fails: "
                + reason.message)
    }

    /// Returns where a redirect points, if it may be followed.
    private func target(
        of reply: TransportReply, from address: WebAddress
    ) throws(ServiceError) -> (address: WebAddress, isUpgraded: Bool) {
        guard let location = reply.headers["location"],
            let url = URL(string: location, relativeTo: URL(string: address.text))
        else { throw error(.redirected, status: reply.status) }
        return try checked(url.absoluteString)
    }

    /// Returns the error of a failed reply: a refused or expired address is the service's word; a
    /// temporary failure is worth another try.
    private func refusal(_ reply: TransportReply) -> ServiceError {
        let raw = RawReply(status: reply.status, headers: reply.headers, body: [])
        return ErrorReader(operation: .download, reply: raw, envelope: nil).error()
    }

    nonisolated(nonsending) private func pass(
        on reply: TransportReply, to receive: ([UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        if let length = reply.headers["content-length"].flatMap(Int.init), length > limit {
            throw error(.tooLarge, status: reply.status)
        }
        let chunks = reply.body.makeAsyncIterator()
        let decoder: ContentDecoder
        do throws(ContentDecoder.Failure) {
            decoder = try ContentDecoder(coding: reply.headers["content-encoding"], limit: limit)
        } catch {
            throw unreadable(error, reply)
        }
        while true {
            let chunk = try await next(chunks)
            let bytes: [UInt8]
            do throws(ContentDecoder.Failure) {
                bytes = if let chunk { try decoder.decode(chunk) } else { try decoder.finish() }
            } catch {
                throw unreadable(error, reply)
            }
            if !bytes.isEmpty { try await hand(bytes, to: receive) }
            guard chunk != nil else { return }
        }
    }

    private func unreadable(
        _ failure: ContentDecoder.Failure, _ reply: TransportReply
    ) -> ServiceError {
        error(failure == .tooLarge ? .tooLarge : .unreadable, failure.message, status: reply.status)
    }

    nonisolated(nonsending) private func next(
        _ chunks: ReplyBody.AsyncIterator
    ) async throws(ServiceError) -> [UInt8]? {
        do throws(TransportError) {
            return try await chunks.next(isolation: #isolation)
        } catch {
            throw ServiceError(error, operation: .download)
        }
    }

    nonisolated(nonsending) private func decode(
        _ url: String, to receive: ([UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        guard let uri = DataURI(url), let bytes = uri.decoded() else {
            throw error(.badAddress, "\(url.prefix(40))… is not a picture in base64")
        }
        guard bytes.count <= limit else { throw error(.tooLarge) }
        try await hand(bytes, to: receive)
    }

    nonisolated(nonsending) private func hand(
        _ chunk: [UInt8], to receive: ([UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        do {
            try await receive(chunk)
        } catch is CancellationError {
            throw error(.cancelled)
        } catch {
            throw ServiceError(kind: .receiver, operation: .download, underlying: error)
        }
    }
}
