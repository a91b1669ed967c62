import FoundationEssentials
import IGSTestSupport
import Testing

/// The measure that these tests trust: it refuses what is no whole picture.
@Suite struct PictureMeterTests {
    @Test func `a whole picture is measured, a damaged one is refused`() async throws {
        let bench = try Bench()
        let made = try await bench.commands("gen a castle --ratio 4:3; wait; save --to whole.png")
        #expect(made.exitCode == 0, "\(made.story)")
        #expect(try await bench.measure(["whole.png"]) == [.init(1024, 768)])

        let whole = try #require(bench.bytes(of: "whole.png"))
        var flipped = whole
        flipped[whole.count / 2] ^= 1
        var wider = whole
        wider[18] ^= 1
        let damaged = [
            "flipped": flipped, "wider": wider, "cut": Array(whole.dropLast()),
            "longer": whole + [0], "headless": Array(whole.dropFirst(8)), "empty": [],
            "blank": SamplePictures.png,
        ]
        for (name, bytes) in damaged {
            try bench.write(bytes, to: name)
            await #expect(throws: IgsProcess.Failure.self, "\(name)") {
                _ = try await bench.measure([name])
            }
        }
    }
}
