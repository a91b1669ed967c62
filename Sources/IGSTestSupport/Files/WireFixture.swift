import Foundation

/// One reply of the service, as the page Protocol documents it, and its meaning: a file in `Tests/WireFixtures`.
///
/// Client and sandbox share no wire types; both are tested against these files.
package struct WireFixture: Sendable {
    /// The file's name without its extension.
    package let name: String
    /// What the reply shows, after the section of the page Protocol that it comes from, if it is from one.
    package let about: String
    /// `openapi` or `images`.
    package let dialect: String
    /// `submit`, `query` or `balance`.
    package let operation: String
    /// The HTTP status.
    package let status: Int
    /// The header fields.
    package let headers: [String: String]
    /// The addresses that were sent with the request.
    package let sent: [String]
    /// The body as it goes over the wire.
    package let body: [UInt8]
    /// What the client must make of the reply. What is absent here must be absent there too.
    package let expect: Expectation

    /// What a reply means.
    package struct Expectation: Sendable, Decodable {
        /// The kind of the error that the call throws; nil if it succeeds.
        package let kind: String?
        package let taskID: String?
        package let estimatedCredits: Double?
        /// `queued`, `running`, `running:WORD`, `completed`, `failed`, `cancelled` or `expired`.
        package let taskStatus: String?
        package let progress: Double?
        package let results: [String]?
        package let expiresAt: Double?
        package let creditsUsed: Double?
        /// The kind of a task's own failure.
        package let failure: String?
        package let credits: Double?
        package let dollars: Double?
        package let unlimited: Bool?
        package let pollPath: String?
        package let code: String?
        /// Compared only if it is present.
        package let message: String?
        package let categories: [String]?
        package let requestID: String?
        /// In seconds.
        package let retryAfter: Double?

        private enum CodingKeys: String, CodingKey {
            case kind, progress, results, failure, credits, dollars, unlimited, code, message,
                categories
            case taskID = "task_id"
            case estimatedCredits = "estimated_credits"
            case taskStatus = "task_status"
            case expiresAt = "expires_at"
            case creditsUsed = "credits_used"
            case pollPath = "poll_path"
            case requestID = "request_id"
            case retryAfter = "retry_after"
        }
    }
}

extension WireFixture: CustomStringConvertible {
    package var description: String { name }
}

extension WireFixture {
    /// The folder of the fixtures, in the source tree, so that no bundle is needed.
    private static let folder = SourceTree.url("Tests/WireFixtures")

    /// Returns all fixtures of an operation, by name.
    ///
    /// - Throws: the errors of reading and decoding the files.
    package static func all(_ operation: String) throws -> [WireFixture] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map(WireFixture.init(file:))
            .filter { $0.operation == operation }
            .sorted { $0.name < $1.name }
    }

    /// Reads the fixture with a name.
    ///
    /// - Throws: the errors of reading and decoding the file.
    package init(named name: String) throws {
        try self.init(file: Self.folder.appending(path: name + ".json"))
    }

    private init(file: URL) throws {
        let data = try Data(contentsOf: file)
        let fields = try JSONDecoder().decode(Fields.self, from: data)
        name = file.deletingPathExtension().lastPathComponent
        about = fields.about
        dialect = fields.dialect ?? "openapi"
        operation = fields.operation
        status = fields.status
        headers = fields.headers ?? ["Content-Type": "application/json"]
        sent = fields.sent ?? []
        expect = fields.expect
        if let text = fields.text {
            body = Array(text.utf8)
        } else {
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            body =
                try object?["body"].map {
                    try Array(JSONSerialization.data(withJSONObject: $0, options: .sortedKeys))
                } ?? []
        }
    }

    private struct Fields: Decodable {
        let about: String
        let dialect: String?
        let operation: String
        let status: Int
        let headers: [String: String]?
        let sent: [String]?
        let text: String?
        let expect: Expectation
    }
}
