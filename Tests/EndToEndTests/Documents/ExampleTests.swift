import FoundationEssentials
import IGSTestSupport
import Testing

/// Every file of `scripts/examples`, run as it stands.
@Suite struct ExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let exitCode: Int32
        /// What it saves, and the pixels of each.
        let pictures: [String: PictureMeter.Picture]

        var testDescription: String { name }
    }

    static let examples = [
        Example(
            name: "first-picture", exitCode: 0,
            pictures: ["out/castle-16x9.png": .init(1536, 864)]),
        Example(name: "poster", exitCode: 0, pictures: ["out/poster-4x5.png": .init(1024, 1280)]),
        Example(
            name: "references", exitCode: 0,
            pictures: [
                "out/asleep-3x2.png": .init(1536, 1024), "out/forest-3x2.png": .init(1536, 1024),
                "out/poster-3x2.png": .init(1536, 1024),
            ]),
        Example(name: "refused", exitCode: 6, pictures: ["out/street-1x1.png": .init(1024, 1024)]),
        Example(
            name: "products", exitCode: 0,
            pictures: Dictionary(
                uniqueKeysWithValues: [
                    ("mug-01", 1024, 1024), ("mug-02", 1024, 1024), ("mug-03", 1024, 768),
                    ("pot-01", 1024, 768), ("pot-02", 1024, 768), ("jug-01", 1536, 1024),
                    ("jug-02", 1024, 1536), ("cup-01", 1024, 1024), ("cup-02", 1024, 1024),
                    ("bowl-01", 1536, 864), ("bowl-02", 1536, 864), ("vase-01", 1024, 1536),
                ].map { ("out/\($0).png", .init($1, $2)) })),
        Example(
            name: "times-of-day", exitCode: 0,
            pictures: Dictionary(
                uniqueKeysWithValues: ["dawn", "noon", "dusk", "night"].map {
                    ("out/harbour-\($0).png", .init(2048, 1024))
                })),
        Example(
            name: "all-ratios", exitCode: 0,
            pictures: Dictionary(
                uniqueKeysWithValues: PixelTable.rows.map { row in
                    let ratio = row.ratio.split(separator: ":").joined(separator: "x")
                    return ("out/lighthouse-\(ratio).png", row.sizes[0] ?? .init(0, 0))
                })),
    ]

    @Test func `there is a test for every example`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Bench.examples)
        let scripts = files.filter { $0.hasSuffix(".igs") }
        #expect(scripts.sorted() == Self.examples.map { $0.name + ".igs" }.sorted())
        #expect(Set(files).subtracting(scripts) == ["products.csv"])
    }

    @Test(arguments: examples)
    func `an example runs, and saves pictures of the right pixels`(_ example: Example) async throws
    {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["--speed", "500", "\(Bench.examples)/\(example.name).igs"])
        #expect(outcome.exitCode == example.exitCode, "\(outcome.story)")
        #expect(
            Bench.contents(of: bench.work)
                == (example.pictures.keys + ["out"]).sorted(), "\(outcome.story)")
        let paths = example.pictures.keys.sorted()
        let pictures = try await bench.measure(paths)
        for (path, picture) in zip(paths, pictures) {
            #expect(picture == example.pictures[path], "\(path)")
        }
    }

    @Test(arguments: examples)
    func `an example checks without sending anything`(_ example: Example) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["check", "\(Bench.examples)/\(example.name).igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.home))
    }

    @Test(arguments: examples)
    func `an example is an executable script that says what it shows`(_ example: Example)
        async throws
    {
        let bench = try Bench()
        let path = "\(Bench.examples)/\(example.name).igs"
        let lines = String(decoding: try #require(bench.bytes(of: path)), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "#!/usr/bin/env igs")
        #expect(lines.count > 1 && lines[1].hasPrefix("# ") && lines[1].count > 20)
        #expect(FileManager.default.isExecutableFile(atPath: path))
    }
}
