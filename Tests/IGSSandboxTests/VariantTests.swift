import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Identical requests to the real program: the k-th since it was started makes variant k of the picture.
@Suite struct VariantTests {
    private static let low = #","quality":"low""#

    @Test func `identical requests make pictures that differ, and a replay makes the same ones`()
        throws
    {
        let pictures = try (0..<2).map { _ in
            let sandbox = try SandboxProcess(.embedded)
            return try (1...4).map { try picture("a castle", id: "j\($0)", in: sandbox) }
        }
        #expect(Set(pictures[0]).count == 4)
        #expect(pictures[0] == pictures[1])
    }

    @Test func `a later sandbox paints the variants that were, and counts from the beginning`()
        throws
    {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try SandboxProcess(.embedded, state: folder.path)
        let ids = try (1...3).map {
            try first.accepted("a castle", id: "a\($0)", parameters: Self.low)
        }
        let pictures = try ids.map(first.picture)
        first.signal(SIGKILL)
        #expect(first.waitForExit() == 137)

        let later = try SandboxProcess(.embedded, state: folder.path)
        // In the other order, so that nothing is counted by looking.
        #expect(try ids.reversed().map(later.picture) == pictures.reversed())
        for (index, expected) in pictures.enumerated() {
            #expect(try picture("a castle", id: "b\(index)", in: later) == expected)
        }
    }

    @Test func `requests that differ in anything are counted apart`() throws {
        let sandbox = try SandboxProcess()
        let reference = Data(SamplePictures.jpeg).base64EncodedString()
        let requests = [
            ("a castle", Self.low), ("a castle ", Self.low), ("a Castle", Self.low),
            ("a castle", ""), ("a castle", Self.low + #","aspect_ratio":"2:3""#),
            ("a castle", Self.low + #","resolution":"2K""#),
            ("a castle", Self.low + #","image_url":["https://example.com/a.png"]"#),
            ("a castle", Self.low + #","image_url":["https://example.com/b.png"]"#),
            ("a castle", Self.low + #","image_url":["data:image/jpeg;base64,\#(reference)"]"#),
        ]
        for round in [nil, 2, 3] {
            for (index, (prompt, parameters)) in requests.enumerated() {
                _ = try sandbox.accepted(
                    prompt, id: "r\(round ?? 1)-\(index)", parameters: parameters)
            }
            #expect(try variants(of: sandbox).suffix(requests.count) == requests.map { _ in round })
        }
    }

    @Test func `the service's own quality is the one that it takes for none`() throws {
        let sandbox = try SandboxProcess()
        _ = try sandbox.accepted("a castle", id: "a")
        _ = try sandbox.accepted("a castle", id: "b", parameters: #","quality":"medium""#)
        #expect(try variants(of: sandbox) == [nil, 2])
    }

    @Test(
        arguments: [
            ("reject", [nil, 2]), ("return-first", [nil, 2]), ("charge-twice", [nil, 2, 3]),
        ] as [(String, [Int?])])
    func `an id that is used again counts where it is charged again`(
        policy: String, expected: [Int?]
    ) throws {
        let sandbox = try SandboxProcess(arguments: ["--duplicates", policy])
        for id in ["a", "a", "b"] { _ = try sandbox.submit("a castle", id: id) }
        #expect(try variants(of: sandbox) == expected)
    }

    @Test func `what is refused does not count`() throws {
        let sandbox = try SandboxProcess.failing("submit 1 status 503\nsubmit 2 lose-request\n")
        _ = try sandbox.submit("a castle", id: "a")
        _ = try? sandbox.submit("a castle", id: "b")
        _ = try sandbox.submit("a castle", id: "c d")
        _ = try sandbox.accepted("a castle", id: "e")
        #expect(try variants(of: sandbox) == [nil])
    }

    @Test func `what is accepted counts, whatever becomes of the reply or the task`() throws {
        let sandbox = try SandboxProcess.failing("submit 1 lose-reply\nsubmit 2 lose-task\n")
        _ = try? sandbox.submit("a castle", id: "a")
        _ = try sandbox.submit("a castle", id: "b")
        _ = try sandbox.accepted("a castle", id: "c")
        #expect(try variants(of: sandbox) == [nil, 2, 3])
    }

    @Test func `both dialects count together`() throws {
        let sandbox = try SandboxProcess()
        _ = try sandbox.accepted("a castle", id: "a")
        _ = try sandbox.post(
            "/v1/images/generations", #"{"model":"gpt_image_2_official","prompt":"a castle"}"#)
        #expect(try variants(of: sandbox) == [nil, 2])
    }

    @Test func `sandboxes that share a folder count each for itself`() throws {
        let one = try SandboxProcess()
        let other = try SandboxProcess(state: one.stateFolder)
        for (index, sandbox) in [one, other, one, other].enumerated() {
            _ = try sandbox.accepted("a castle", id: "j\(index)")
        }
        #expect(try variants(of: one) == [nil, nil, 2, 2])
    }

    private func picture(
        _ prompt: String, id: String, in sandbox: SandboxProcess
    ) throws -> [UInt8] {
        try sandbox.picture(sandbox.accepted(prompt, id: id, parameters: Self.low))
    }

    /// The variants of the tasks in a sandbox's folder, in the order in which they were accepted.
    private func variants(of sandbox: SandboxProcess) throws -> [Int?] {
        struct Line: Decodable {
            struct Parameters: Decodable {
                let variant: Int?
            }

            let parameters: Parameters
        }
        let data = FileManager.default.contents(atPath: "\(sandbox.stateFolder)/tasks.jsonl")
        return try (data ?? Data()).split(separator: 10).map {
            try JSONDecoder().decode(Line.self, from: $0).parameters.variant
        }
    }
}
