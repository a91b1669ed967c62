import IGSClient
import IGSTestSupport

extension OutTaskID {
    /// The id that the fixtures know.
    static let test = OutTaskID(rawValue: "igs_test") ?? .random()
}

extension TaskID {
    static let test = TaskID(rawValue: "task_1")
}

extension Client {
    /// A client of a service that is not there, with a transport that answers for it.
    static func scripted(
        _ transport: ScriptedTransport, baseURL: String = "https://service.example",
        dialect: Dialect = .openapi
    ) throws -> Client {
        guard let key = Secret("sk-canary-4711") else { throw MissingKey() }
        return Client(
            service: try Service(baseURL: baseURL, dialect: dialect), key: key,
            transport: transport)
    }
}

struct MissingKey: Error {}

/// What a throwing call threw, or nil.
func errorThrown<Failure: Error>(by body: () async throws(Failure) -> Void) async -> Failure? {
    do throws(Failure) {
        try await body()
        return nil
    } catch {
        return error
    }
}
