import FoundationEssentials
import Glibc
import IGSJobs
import IGSTestSupport
import Testing

@testable import IGSRuntime

@Suite struct SaveTests {
    private func house(confined: Bool = false) async throws -> SessionHouse {
        let folder = try TemporaryFolder()
        let house = try SessionHouse(confinement: confined ? folder.path : nil)
        #expect(await house.run("gen a castle --ratio 16:9 --as day; gen b --as night; wait") == 0)
        return house
    }

    @Test func `destinations are folders, templates and files`() async throws {
        let house = try await house()
        let out = house.folder.file("x")
        let code = await house.run(
            """
            save day \(out)/new/
            save %2 \(out)/b.jpg
            save day night "\(out)/{number}-{name}-{ratio}-{resolution}-{quality}.{ext}"
            save %1 --to \(out)/plain
            save 1..2 \(out)/same.png
            save
            """)
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(
            house.reporter.savedPaths.map { $0.replacing(house.folder.path, with: "") } == [
                "/x/new/day-16x9.png", "/x/b.png", "/x/1-day-16x9-1K-default.png",
                "/x/2-night-1x1-1K-default.png", "/x/plain.png", "/x/same.png", "/x/same-2.png",
                "/out/day-16x9.png", "/out/night-1x1.png",
            ])
        for path in house.reporter.savedPaths {
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `nothing is overwritten unasked`() async throws {
        let house = try await house()
        let path = house.folder.file("a.png")
        #expect(await house.run("save day \(path)") == 0)
        // The same bytes count as saved.
        #expect(await house.run("save day \(path)") == 0)
        #expect(await house.run("save night \(path)") == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0303") == true)
        let before = try house.folder.bytes(of: "a.png")
        #expect(await house.run("save night \(path) --force") == 0)
        #expect(try house.folder.bytes(of: "a.png") != before)
        // What is no picture is never replaced.
        try house.folder.write("notes", to: "notes.png")
        #expect(await house.run("save day \(house.folder.file("notes.png")) --force") == 1)
        #expect(try house.folder.read("notes.png") == "notes")
        #expect(house.folder.names().filter { $0.hasPrefix(".igs") } == [])
    }

    @Test func `a finished picture is saved even if another is not`() async throws {
        let house = try await house()
        let out = house.folder.file("y") + "/"
        #expect(await house.run("set timeout 1s; gen slow --as slow; save all \(out)") == 1)
        #expect(house.folder.names(in: "y").count == 2)
        #expect(house.reporter.diagnostics.contains { $0.hasPrefix("E0301") })
    }

    @Test func `confinement holds against paths and links`() async throws {
        let outside = try TemporaryFolder()
        let inside = try TemporaryFolder()
        let house = try SessionHouse(confinement: inside.path)
        #expect(await house.run("gen a --as day; wait; save day \(inside.path)/sub/deep/") == 0)
        try FileManager.default.createSymbolicLink(
            atPath: inside.file("link"), withDestinationPath: outside.path)
        try FileManager.default.createDirectory(
            atPath: outside.file("deep"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: inside.file("deeper"), withDestinationPath: outside.file("deep"))
        for path in [
            outside.file("a.png"), inside.file("link/a.png"), inside.file("../a.png"),
            inside.file("sub/../../a.png"), inside.file("link/new/a.png"),
            // The system follows the link before it goes up.
            inside.file("deeper/../a.png"), inside.file("none/../../a.png"),
            // A slash is one even where a mark joins it.
            inside.file("link/\u{301}a.png"), inside.file("link/\u{301}x/a.png"),
        ] {
            #expect(await house.run("save day \(path)") == 1, "\(path)")
            #expect(house.reporter.diagnostics.last?.hasPrefix("E0306") == true, "\(path)")
        }
        #expect(outside.names() == ["deep"])
    }

    @Test(arguments: [nil, "--force"]) func `nothing is written through a link`(option: String?)
        async throws
    {
        let house = try await house()
        let option = option ?? ""
        let out = house.folder.file("links")
        try FileManager.default.createDirectory(
            atPath: out, withIntermediateDirectories: false)
        try house.folder.write("mine", to: "mine.png")
        for (name, target) in [
            ("file.png", house.folder.file("mine.png")), ("nowhere.png", out + "/none.png"),
            ("device.png", "/dev/null"),
        ] {
            #expect(symlink(target, "\(out)/\(name)") == 0)
            #expect(await house.run("save day \(out)/\(name) \(option)") == 1)
            #expect(house.reporter.diagnostics.last?.hasPrefix("E0304") == true)
        }
        #expect(mkfifo(out + "/pipe.png", 0o600) == 0)
        #expect(await house.run("save day \(out)/pipe.png \(option)") == 1)
        #expect(try house.folder.read("mine.png") == "mine")
        #expect(house.folder.names(in: "links").count == 4)
    }

    @Test func `a folder is opened below its root without following links`() throws {
        let root = try TemporaryFolder()
        let outside = try TemporaryFolder()
        // What a path leads to may have been exchanged since it was checked.
        #expect(symlink(outside.path, root.file("link")) == 0)
        #expect(throws: OutputFolder.Refusal.self) {
            _ = try OutputFolder(["link", "new"], below: root.path)
        }
        #expect(throws: OutputFolder.Refusal.self) {
            _ = try OutputFolder(["link"], below: root.path)
        }
        #expect(outside.names() == [])
        let folder = try OutputFolder(["a", "b"], below: root.path)
        try folder.place(Data([1]), as: "x", replaces: false)
        #expect(rename(root.file("a"), root.file("moved")) == 0)
        #expect(symlink(outside.path, root.file("a")) == 0)
        try folder.place(Data([2]), as: "y", replaces: false)
        #expect(root.names(in: "moved/b").sorted() == ["x", "y"])
        #expect(outside.names() == [])
    }

    @Test(arguments: [
        ("out/day.png", "out/day.png"), ("../a/./b//c.png", "../a/./b//c.png"),
        ("größe-漢字-👩‍🚀.png", "größe-漢字-👩‍🚀.png"), ("a b'c\"d.png", "a b'c\"d.png"),
        ("a\u{1B}[31m\nb.png", "a_[31m_b.png"), ("a\u{7F}\u{9B}\0.png", "a___.png"),
        ("gnp\u{202E}exe.png", "gnp_exe.png"), ("a\u{200B}\u{FEFF}\u{2028}b.png", "a___b.png"),
        ("a/\u{301}-b.png", "a/\u{301}-b.png"), ("-\u{301}.png", "_\u{301}.png"),
        ("-rf.png", "_rf.png"), ("out/-o.png", "out/_o.png"), ("a-b.png", "a-b.png"),
    ])
    func `names are cleaned component by component`(text: String, expected: String) {
        #expect(FileName.clean(path: text) == expected)
    }

    @Test(arguments: [
        ("..", "_."), (".hidden", "_hidden"), ("../../etc", "_._.._etc"), ("a/b", "a_b"),
        ("day", "day"), ("", ""), ("a/\u{301}b", "a_\u{301}b"), (".\u{301}", "_\u{301}"),
    ])
    func `a field cannot lead to another folder`(text: String, expected: String) {
        #expect(FileName.clean(value: text) == expected)
    }

    @Test func `a long name is cut, and keeps its extension and its number`() {
        for letter in ["a", "é", "漢", "👩‍🚀"] {
            let long = "out/" + String(repeating: letter, count: 300) + ".png"
            let clean = FileName.clean(path: long)
            #expect(clean.hasSuffix(".png"))
            #expect(clean.utf8.count <= 4 + 255 && clean.utf8.count > 4 + 230)
            for number in [2, 3, 1000] {
                let numbered = Destination.numbered(clean, number)
                #expect(numbered.hasSuffix("-\(number).png"))
                #expect(numbered.utf8.count <= 4 + 255)
            }
        }
        #expect(FileName.clean(path: String(repeating: "/", count: 10)).count == 10)
    }

    @Test func `places that cannot be written are named`() async throws {
        let house = try await house()
        try house.folder.write("a file", to: "file")
        #expect(await house.run("save day \(house.folder.file("file/x/"))") == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0305") == true)
        #expect(await house.run("save day /proc/none/x.png") == 1)
        #expect(house.session.jobs.entries[0].job.image != nil)
    }

    @Test func `autosave keeps each picture`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("set autosave on; gen a --as one; gen b --as two; wait") == 0)
        #expect(house.folder.names(in: "out") == ["one-1x1.png", "two-1x1.png"])
    }

    @Test func `words of the prompt name pictures, by any template`() async throws {
        let house = try SessionHouse()
        let out = house.folder.file("x")
        let code = await house.run(
            """
            set template "{prompt}.{ext}"; set autosave on
            gen A Red Fox, ../in the snow!; gen "🦊"; wait; set autosave off
            save %1 \(out)/; save 1..2 "\(out)/{prompt}/{number}.{ext}"
            gen a red fox in the snow; wait; save all \(out)/again/
            """)
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(house.folder.names(in: "out") == ["a-red-fox-in-the-snow.png", "picture.png"])
        #expect(
            house.reporter.savedPaths.dropFirst(2)
                .map { $0.replacing(house.folder.path, with: "") } == [
                    "/x/a-red-fox-in-the-snow.png", "/x/a-red-fox-in-the-snow/1.png",
                    "/x/picture/2.png", "/x/again/a-red-fox-in-the-snow.png",
                    "/x/again/picture.png", "/x/again/a-red-fox-in-the-snow-2.png",
                ])
    }

    @Test(arguments: ["{nme}", "{name", "", "out/{ext}{date"])
    func `bad templates are refused`(text: String) {
        #expect(Template(text) == nil)
    }
}
