import IGSJobs
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// Which pictures `show` and `open` take, and when `preview` shows one.
@Suite struct PictureCommandTests {
    private static let error = PictureMessages.noChafa()

    private func house(_ script: String = "gen a --as a; gen b -n 2 --as b; wait") async throws
        -> SessionHouse
    {
        let house = try SessionHouse()
        #expect(await house.run(script) == 0, "\(house.reporter.diagnostics)")
        return house
    }

    @Test(arguments: [
        ("show", ["b-2"]), ("show a", ["a"]), ("show %b", ["b-1", "b-2"]),
        ("show 1..2", ["a", "b-1"]),
        ("show %last %1", ["b-2", "a"]), ("show all", ["a", "b-1", "b-2"]),
    ])
    func `show takes jobs as other commands do`(command: String, names: [String]) async throws {
        let house = try await house()
        #expect(await house.run(command) == 0, "\(house.reporter.diagnostics)")
        let shown = house.reporter.shown
        #expect(shown.map { $0.entry?.label } == names)
        #expect(shown.allSatisfy { $0.rendering == "(\($0.path))" })
        #expect(shown.allSatisfy { $0.needsCaption == (names.count > 1) })
    }

    @Test func `show takes files, besides jobs too`() async throws {
        let house = try await house()
        let path = house.folder.file("a.png")
        #expect(await house.run("save a '\(path)'; show '\(path)' a") == 0)
        #expect(house.reporter.shown.map(\.entry?.label) == [nil, "a"])
        #expect(house.reporter.shown.first?.path == path)
    }

    @Test func `a file is looked at before the run, unless it is still to come`() async throws {
        let house = try SessionHouse()
        let path = try house.folder.write("<svg/>", to: "a.png")
        #expect(await house.run("gen never; show '\(path)'") == 3)
        #expect(await house.run("gen never; show '\(house.folder.path)'") == 3)
        #expect(house.reporter.diagnostics.allSatisfy { $0.hasPrefix("E0234") })
        #expect(house.session.jobs.entries.isEmpty)
        #expect(await house.run("show '\(house.folder.file("b.png"))'") == 1)
        #expect(house.reporter.diagnostics.last?.contains("there is no file") == true)
    }

    @Test(arguments: ["show", "open"])
    func `what has no picture is told as elsewhere`(command: String) async throws {
        let house = try SessionHouse()
        #expect(await house.run(command) == 1)
        #expect(
            house.reporter.diagnostics.last == "E0302 there is no finished picture to \(command)")
        #expect(await house.run("\(command) %nobody") == 3)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0231") == true)
        #expect(
            await house.run(
                "gen sandbox:reject hate --as bad; expect fails { wait }; \(command) bad") == 6)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0401") == true)
        // Where all are meant, those without are passed over.
        #expect(
            await house.run("gen a; wait; \(command) all") == 0, "\(house.reporter.diagnostics)")
        #expect(house.reporter.shown.count + house.viewer.opened.count == 1)
    }

    @Test func `open takes jobs, and opens each`() async throws {
        let house = try await house()
        #expect(await house.run("open; open %b") == 0, "\(house.reporter.diagnostics)")
        let paths = house.session.jobs.entries.compactMap(\.job.image?.path)
        #expect(house.viewer.opened == [paths[2], paths[1], paths[2]])
    }

    @Test func `a picture is shown as it completes where that is set`() async throws {
        let house = try await house("gen unseen; wait; set preview auto; gen a --as a; wait")
        #expect(house.reporter.shown.map(\.entry?.label) == ["a"])
        #expect(await house.run("with preview=off { gen b; wait }") == 0)
        #expect(house.reporter.shown.count == 1)
    }

    @Test func `a preview that fails is told once, and fails nothing`() async throws {
        let house = try SessionHouse()
        house.viewer.fail(with: Self.error)
        #expect(await house.run("set preview auto; gen a; wait; gen b; wait") == 0)
        let told = house.reporter.diagnostics.filter { $0.contains("chafa") }
        #expect(told.count == 1 && told[0].hasPrefix("- previews are off now"))
        #expect(house.session.settings.preview == .off)
        // Asked for outright, it does fail.
        #expect(await house.run("show") == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0330") == true)
    }
}
