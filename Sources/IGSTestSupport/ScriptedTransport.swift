package import IGSClient
import Synchronization

/// A transport without a network: answers by a script, and remembers the requests.
package final class ScriptedTransport: Transport {
    /// What a server does with a request. The loopback server of the client's tests does the same on a socket.
    package enum Step: Sendable {
        /// Sends a reply.
        case reply(status: Int, headers: [String: String] = [:], body: [[UInt8]] = [])
        /// Sends a part of a longer body, and ends the connection.
        case cut(status: Int, body: [UInt8])
        /// Ends the connection without a reply, once it has the whole request.
        case hangUp
        /// Refuses the connection.
        case refuse
        /// Never replies.
        case silence
    }

    /// A request as it arrived.
    package struct Received: Sendable {
        package let method: String
        package let url: String
        /// The fields as the client gave them.
        package let headers: HeaderFields
        /// The key that would have stood in `Authorization`.
        package let key: String?
        package let body: [UInt8]
        package let wantsFreshConnection: Bool

        package init(
            method: String, url: String, headers: HeaderFields, key: String?, body: [UInt8],
            wantsFreshConnection: Bool
        ) {
            self.method = method
            self.url = url
            self.headers = headers
            self.key = key
            self.body = body
            self.wantsFreshConnection = wantsFreshConnection
        }

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    private struct State {
        var received: [Received] = []
        var steps: [Step]
    }

    private let state: Mutex<State>
    private let choose: (@Sendable (Received) -> Step)?

    /// Creates a transport that goes through the steps, one for each request, and stays at the last.
    package init(_ steps: [Step]) {
        state = Mutex(State(steps: steps))
        choose = nil
    }

    /// Creates a transport that chooses a step for each request.
    package init(_ choose: @escaping @Sendable (Received) -> Step) {
        state = Mutex(State(steps: []))
        self.choose = choose
    }

    /// The requests that have arrived so far, in order; a refused request does not arrive.
    package var received: [Received] { state.withLock { $0.received } }

    package func send(
        _ request: TransportRequest
    ) async throws(TransportError) -> TransportReply {
        guard !Task.isCancelled else {
            throw TransportError(code: .cancelled, mayHaveArrived: false)
        }
        let received = Received(
            method: request.method.rawValue, url: request.url, headers: request.headers,
            key: request.authorization?.withExposed { $0 }, body: try bytes(of: request.body),
            wantsFreshConnection: request.needsFreshConnection)
        let step = choose?(received) ?? nextStep()
        if case .refuse = step {
            throw TransportError(code: .notConnected, mayHaveArrived: false, message: "refused")
        }
        state.withLock { $0.received.append(received) }
        return try await perform(step, timeout: request.timeout)
    }
}

extension ScriptedTransport {
    private func nextStep() -> Step {
        state.withLock { state in
            state.steps.count > 1 ? state.steps.removeFirst() : state.steps.first ?? .hangUp
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

    private func perform(
        _ step: Step, timeout: Duration
    ) async throws(TransportError) -> TransportReply {
        switch step {
        case .reply(let status, let headers, let body):
            return TransportReply(
                status: status,
                headers: HeaderFields(headers.map { (name: $0.key, value: $0.value) }),
                body: ReplyBody(body))
        case .cut(let status, let start):
            return TransportReply(
                status: status,
                body: ReplyBody {
                    var rest = [start][...]
                    return { () throws(TransportError) in
                        guard let chunk = rest.popFirst() else {
                            throw TransportError(code: .broken, mayHaveArrived: true)
                        }
                        return chunk
                    }
                })
        case .hangUp, .refuse:
            throw TransportError(code: .broken, mayHaveArrived: true, message: "closed")
        case .silence:
            try? await Task.sleep(for: timeout)
            throw TransportError(
                code: Task.isCancelled ? .cancelled : .timedOut, mayHaveArrived: true)
        }
    }
}

extension ScriptedTransport.Step {
    /// Returns a reply in JSON.
    package static func json(_ text: String, status: Int = 200) -> Self {
        .reply(
            status: status, headers: ["Content-Type": "application/json"], body: [Array(text.utf8)])
    }

    /// Returns a reply that is a web page for people.
    package static func page(_ text: String, status: Int = 200) -> Self {
        .reply(status: status, headers: ["Content-Type": "text/html"], body: [Array(text.utf8)])
    }

    /// Creates the reply of a fixture.
    package init(_ fixture: WireFixture) {
        self = .reply(status: fixture.status, headers: fixture.headers, body: [fixture.body])
    }
}
