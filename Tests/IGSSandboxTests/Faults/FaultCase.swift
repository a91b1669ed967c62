import IGSTestSupport
import Testing

/// What a test of one fault does: a sandbox with a plan, and what must then be seen of it.
struct FaultCase: Sendable {
    let plan: String
    let check: @Sendable (SandboxProcess) throws -> Void

    init(_ plan: String, _ check: @escaping @Sendable (SandboxProcess) throws -> Void) {
        self.plan = plan
        self.check = check
    }

    static let prompt = "a mill"
    /// A submission on its own, looked at byte by byte.
    static func submitted(
        _ sandbox: SandboxProcess, as id: String = "a"
    ) throws -> (bytes: [UInt8], end: Connection.End) {
        let connection = try Connection(port: sandbox.port)
        connection.send(sandbox.submission(prompt, id: id))
        return connection.receive()
    }

    /// Looks at refusals of a submission: the reply has these words, and nothing is charged.
    static func refusal(
        _ plan: String, _ status: Int, _ words: String..., charged: Bool = false
    ) -> FaultCase {
        FaultCase("submit 1 \(plan)") { sandbox in
            let reply = try sandbox.submit(prompt, id: "a")
            #expect(reply.status == status)
            for word in words { #expect(reply.text.contains(word), "\(reply.text)") }
            #expect(sandbox.charged == (charged ? ["a"] : []))
            #expect(try sandbox.submit(prompt, id: "b").status == 200)
        }
    }

    /// Looks at a download after a submission.
    static func download(
        _ plan: String, _ check: @escaping @Sendable (Exchange, _ whole: Exchange) throws -> Void
    ) -> FaultCase {
        FaultCase("download 1 \(plan)") { sandbox in
            _ = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
            let url = try sandbox.resultURL("a")
            try check(try Exchange("GET", url), try Exchange("GET", url))
        }
    }
}
