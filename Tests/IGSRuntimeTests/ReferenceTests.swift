import Foundation
import IGSClient
import IGSImages
import IGSJobs
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// Pictures that are sound, and may still not do as references what is meant.
@Suite struct ReferenceTests {
    /// The pictures beside the cases of the diagnostics.
    private static let pictures = SourceTree.path("Tests/Diagnostics/")

    private func run(
        _ script: String, exitCode: Int32 = 0, with house: SessionHouse? = nil
    ) async throws -> SessionHouse {
        let house = try house ?? SessionHouse()
        let code = await house.run(script.replacing("@", with: Self.pictures))
        #expect(code == exitCode, "\(house.reporter.diagnostics)")
        return house
    }

    private func ids(_ script: String, exitCode: Int32 = 0) async throws -> [String] {
        try await run(script, exitCode: exitCode).reporter.diagnostics.map { String($0.prefix(5)) }
    }

    /// The file of a session's only reference.
    private func file(_ house: SessionHouse) throws -> String {
        let references = house.session.references.references
        #expect(references.count == 1)
        guard case .file(let path) = try #require(references.first).image.source else { return "" }
        return path
    }

    @Test(arguments: [
        ("ref add @dot.png", []), ("ref add @cmyk.jpg", ["W0271"]),
        ("ref add @deep.png", ["W0271"]), ("ref add @animated.webp", ["W0271"]),
        ("ref add @turned.jpg", ["W0272"]), ("ref add @turned.webp", ["W0272"]),
        ("ref add @turned.jpg --upright", []), ("ref add @cmyk.jpg --upright", ["W0271"]),
        // One that is known during the run only is told of then, and as often.
        ("for f in [cmyk turned] { ref add @$f.jpg }", ["W0271", "W0272"]),
        ("param f = \"turned\"\nref add @$f.jpg", ["W0272"]),
        ("let f = turned\nref add @$f.jpg --upright", []),
    ])
    func `what a service may do badly is told once`(script: String, ids: [String]) async throws {
        #expect(try await self.ids(script) == ids)
    }

    @Test(arguments: ["turned.jpg", "cmyk.jpg", "animated.webp"])
    func `a data URI is held to what a file is held to`(name: String) async throws {
        let bytes = try Data(contentsOf: URL(filePath: Self.pictures + name))
        let type = name.hasSuffix("jpg") ? "jpeg" : "webp"
        let uri = "data:image/\(type);base64,\(bytes.base64EncodedString())"
        #expect(try await ids("ref add \(uri)") == ids("ref add @\(name)"))
    }

    @Test func `more than ten megabytes are told`() async throws {
        let house = try SessionHouse()
        let dot = try Data(contentsOf: URL(filePath: Self.pictures + "dot.png"))
        for (count, isTold) in [(10_000_000, false), (10_000_001, true)] {
            let path = try house.folder.write(Array(dot), to: "\(count).png")
            #expect(truncate(path, count) == 0)
            let told = try await ids("ref add \(path)")
            #expect(told == (isTold ? ["W0270"] : []))
        }
    }

    @Test func `upright, the reference is turned and the file stays`() async throws {
        let before = try Data(contentsOf: URL(filePath: Self.pictures + "turned.jpg"))
        let house = try await run("ref add @turned.jpg --as photo --upright\ngen a fox\nwait")
        let reference = try #require(house.session.references.references.first)
        #expect(reference.image.size == PixelSize(width: 32, height: 48))
        #expect(reference.origin == Self.pictures + "turned.jpg")
        let path = try file(house)
        #expect(path.hasPrefix(house.folder.file("store/references/")))
        #expect(path.hasSuffix("\(try #require(ContentDigest.ofFile(path))).jpg"))
        #expect(try ReferenceImage(file: path).traits()?.orientation == .upright)
        // The job has what the session has.
        let job = try #require(house.session.jobs.entries.first?.job)
        #expect(job.request.references == [reference.image])
        #expect(try Data(contentsOf: URL(filePath: Self.pictures + "turned.jpg")) == before)
        // In another session it becomes the same file.
        let again = try await run("ref add @turned.jpg --upright")
        #expect(
            try Data(contentsOf: URL(filePath: file(again)))
                == Data(contentsOf: URL(filePath: path)))
    }

    @Test(arguments: ["dot.png", "cmyk.jpg"])
    func `upright changes nothing about an upright picture`(name: String) async throws {
        let house = try await run("ref add @\(name) --upright")
        #expect(
            try Data(contentsOf: URL(filePath: file(house)))
                == Data(contentsOf: URL(filePath: Self.pictures + name)))
    }

    @Test func `upright changes nothing about a job's picture`() async throws {
        let house = try await run("gen a fox --as fox\nwait\nref add %fox")
        let path = try file(house)
        _ = try await run("ref clear\nref add %fox --upright", with: house)
        #expect(try file(house) == path)
    }

    @Test func `upright, pixels outside whole blocks are lost, and reported`() async throws {
        for script in [
            "ref add @turned-odd.jpg --upright", "let f = odd\nref add @turned-$f.jpg --upright",
        ] {
            let house = try await run(script)
            let size = house.session.references.references.first?.image.size
            #expect(size == PixelSize(width: 32, height: 50))
            let told = house.reporter.diagnostics
            #expect(told.count == 1)
            #expect(told.first?.hasSuffix("has 32x50 pixels instead of 34x50") == true, "\(told)")
        }
    }

    @Test(arguments: [
        ("https://example.com/a.jpg", "only the service fetches it"),
        ("@turned.webp", "it is not a JPEG"), ("@nowhere.jpg", "there is no file"),
    ])
    func `what cannot be turned is refused before anything is sent`(
        image: String, reason: String
    ) async throws {
        for (script, code): (String, Int32) in [
            ("gen a\nref add \(image) --upright", 3),
            ("param x = \"\(image)\"\nref add $x --upright", 1),
        ] {
            let house = try await run(script, exitCode: code)
            #expect(house.session.jobs.entries.isEmpty)
            #expect(house.session.references.isEmpty)
            let told = house.reporter.diagnostics
            #expect(told.count == 1)
            #expect(told.first?.hasPrefix("E0234") == true, "\(told)")
            #expect(told.first?.contains(reason) == true, "\(told)")
        }
        // Within a `try` it may be meant.
        #expect(
            try await ids("try { ref add \(image) --upright } catch e { print caught }")
                == ["W0234"])
    }

    @Test func `a plan tells what a run would`() async throws {
        let file = SourceFile(
            name: "plan.igs", origin: .argument,
            text: "ref add \(Self.pictures)turned.jpg\ngen a fox")
        var told: [String?] = []
        _ = try Planner.ofNewSession(parameters: [:]).plan(file) { told.append($0.shownID) }
        #expect(told == ["W0272"])
    }
}
