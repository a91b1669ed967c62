import IGSClient
import IGSRandom

/// The connection from a process to the model service.
struct ModelTransport: Transport {
    let process: SimulatedProcess
    let model: ModelService

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply {
        let body = try bytes(of: request.body)
        let call = "\(request.method.rawValue) \(request.url) \(Self.text(body))"
        guard process.act(call) else { throw Self.cancelled(mayHaveArrived: false) }
        process.note(call)
        let world = process.world
        let isPicture = request.url.hasPrefix("https://cdn.test/")
        let wasCut = await !travels(most: isPicture ? 0.1 : 0.4)
        // A request on its way may arrive even if nobody waits for it any more.
        if wasCut || process.isGone, world.random.chance(0.5) {
            throw Self.cancelled(mayHaveArrived: true)
        }
        let reply = model.answer(request.method.rawValue, request.url, body)
        guard !wasCut, await travels(most: 0.4), process.act("the reply to \(call)") else {
            throw Self.cancelled(mayHaveArrived: true)
        }
        return try await deliver(reply, request.timeout)
    }
}

extension ModelTransport {
    /// Lets some time pass; returns whether the task was not cancelled by then.
    private func travels(most: Double) async -> Bool {
        let world = process.world
        let pause = Double.random(in: 0.01...most, using: &world.random)
        do {
            try await world.sleep(pause)
            return true
        } catch {
            return false
        }
    }

    private func deliver(
        _ reply: ModelReply, _ timeout: Duration
    ) async throws(TransportError) -> TransportReply {
        switch reply {
        case .reply(let status, let headers, let body):
            process.note("← \(status) \(Self.text(body))")
            return TransportReply(
                status: status, headers: HeaderFields(headers), body: chunks(body, isWhole: true))
        case .cut(let status, let body):
            process.note("← \(status), cut off")
            return TransportReply(status: status, body: chunks(body, isWhole: false))
        case .broken:
            process.note("← the connection breaks")
            throw TransportError(code: .broken, mayHaveArrived: true, message: "broken")
        case .unreachable:
            process.note("← no connection")
            throw TransportError(code: .notConnected, mayHaveArrived: false, message: "refused")
        case .silence:
            do {
                try await process.world.sleep(Double(timeout.components.seconds))
            } catch {
                throw Self.cancelled(mayHaveArrived: true)
            }
            process.note("← nothing")
            throw TransportError(code: .timedOut, mayHaveArrived: true, message: "timed out")
        }
    }

    private func chunks(_ body: [UInt8], isWhole: Bool) -> ReplyBody {
        let process = process
        return ReplyBody {
            var rest = body[...]
            return { () throws(TransportError) in
                guard !rest.isEmpty else {
                    if isWhole { return nil }
                    throw TransportError(code: .broken, mayHaveArrived: true, message: "cut off")
                }
                guard process.act("a chunk of a reply") else {
                    throw Self.cancelled(mayHaveArrived: true)
                }
                let chunk = rest.prefix(4096)
                rest = rest.dropFirst(4096)
                return Array(chunk)
            }
        }
    }

    private func bytes(of body: RequestBody?) throws(TransportError) -> [UInt8] {
        guard let body else { return [] }
        do throws(ReferenceError) {
            return try body.bytes()
        } catch {
            throw TransportError(code: .body, mayHaveArrived: false, underlying: error)
        }
    }

    private static func cancelled(mayHaveArrived: Bool) -> TransportError {
        TransportError(code: .cancelled, mayHaveArrived: mayHaveArrived)
    }

    private static func text(_ bytes: [UInt8]) -> String {
        bytes.first == 0x89 ? "a picture" : String(decoding: bytes, as: UTF8.self)
    }
}
