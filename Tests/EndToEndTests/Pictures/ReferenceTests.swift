import Foundation
import IGSTestSupport
import Testing

/// What is told of a reference before anything is sent, at each door.
@Suite struct ReferenceTests {
    static let script = "ref add turned.jpg\nref add cmyk.jpg\n"

    /// Ways to have the script checked or run.
    static let doors = [
        ["check", "test.igs"], ["plan", "test.igs"], ["test.igs"], ["-"], ["-c", script],
    ]

    private func bench() throws -> Bench {
        let bench = try Bench()
        for name in ["turned.jpg", "cmyk.jpg"] {
            let path = "\(Bench.root)/Tests/Diagnostics/\(name)"
            try bench.write(Array(try Data(contentsOf: URL(filePath: path))), to: name)
        }
        try bench.write(Self.script, to: "test.igs")
        return bench
    }

    @Test(arguments: doors)
    func `a picture that a service may do badly with is told at every door, once`(
        arguments: [String]
    ) async throws {
        let bench = try bench()
        let outcome = try await bench.run(arguments, input: .text(Self.script))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let told = (outcome.errors + outcome.output).split(separator: "\n")
        for id in ["W0271", "W0272"] {
            #expect(told.count { $0.contains("[\(id)]") } == 1, "\(id)\n\(outcome.story)")
        }
    }

    @Test func `upright, a picture is listed as it is sent`() async throws {
        let bench = try bench()
        let outcome = try await bench.run(
            ["--json", "-c", "ref add turned.jpg --as photo --upright; ref list"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let references = try outcome.events().filter { $0["event"] as? String == "reference" }
        #expect(references.count == 2)
        for reference in references {
            #expect(reference["origin"] as? String == "turned.jpg")
            #expect(reference["width"] as? Int == 32)
            #expect(reference["height"] as? Int == 48)
        }
    }
}
