import IGSTestSupport
import Testing

/// Every cell of the pixel table, through igs, the wire and the disk, in both dialects.
@Suite struct PixelTableTests {
    private static let fast = "set poll-after 50ms; set poll-every 30ms; set quality low\n"

    @Test func `the table has 32 pictures and 7 impossible pairs`() {
        #expect(PixelTable.cells.count == 32)
        #expect(PixelTable.ratiosWithout4K.count == 7)
    }

    @Test(arguments: ["openapi", "images"])
    func `all 32 pictures have the table's pixels`(dialect: String) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 2000)
        let cells = PixelTable.cells
        func name(_ cell: (ratio: String, resolution: String, size: PictureMeter.Picture)) -> String
        {
            "r" + cell.ratio.split(separator: ":").joined(separator: "x") + "-" + cell.resolution
        }
        let calls = cells.map { cell in
            "gen a harbour at dusk --ratio \(cell.ratio) --resolution \(cell.resolution) "
                + "--as \(name(cell))\n"
        }
        let outcome = try await bench.run(
            ["-c", Self.fast + calls.joined() + "wait\nsave all 'out/{name}.{ext}'"],
            environment: [
                "AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url,
                "IGS_DIALECT": dialect,
            ], within: .seconds(60))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(sandbox.journal.count == 32)
        let pictures = try await bench.measure(cells.map { "out/\(name($0)).png" })
        for (cell, picture) in zip(cells, pictures) {
            #expect(picture == cell.size, "\(cell.ratio) \(cell.resolution)")
        }
        #expect(pictures.count == 32)
    }

    @Test(arguments: ["openapi", "images"])
    func `the 7 impossible pairs are refused before anything is sent`(dialect: String) async throws
    {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand)
        let service = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
        for ratio in PixelTable.ratiosWithout4K {
            try bench.write(
                "gen a castle\ngen a harbour --ratio \(ratio) --resolution 4K\n", to: "pair.igs")
            let outcome = try await bench.run(
                ["--dialect", dialect, "pair.igs"], environment: service)
            #expect(outcome.exitCode == 3, "\(outcome.story)")
            #expect(outcome.errorIDs == ["E0203"])
            #expect(outcome.errors.contains("\(ratio) has no 4K"))
            #expect(outcome.errors.contains("\(ratio) exists in 1K and 2K"))
            #expect(outcome.errors.contains("4K exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21"))
            #expect(outcome.errors.contains("pair.igs:2:"))
        }
        #expect(sandbox.journal.isEmpty)
    }

    @Test func `a pair that only the run can know is refused before that job is sent`() async throws
    {
        let bench = try Bench()
        let outcome = try await bench.script(
            """
            param shape "Its ratio" = 4:3
            gen a castle --as castle
            wait
            gen a harbour --ratio $shape --resolution 4K
            """)
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0203"])
        #expect(outcome.errors.contains("test.igs:4:1"))
        #expect(bench.journal.count == 1)
    }
}
