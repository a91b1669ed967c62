import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Where `save` writes, what it refuses, and that a picture is never lost by it.
@Suite struct SavingTests {
    @Test(arguments: [
        ("save castle", "castle-1x1.png"), ("save castle out/", "out/castle-1x1.png"),
        ("save castle deep/er/still/day.png", "deep/er/still/day.png"),
        ("save castle day.jpg", "day.png"), ("save %1 ./day", "day.png"),
        ("save --to day castle", "day.png"),
        (
            "save all 'x/{number}-{name}-{ratio}-{resolution}-{quality}.{ext}'",
            "x/1-castle-1x1-1K-low.png"
        ),
        ("set outdir album; set template '{index}.{ext}'; save", "album/1.png"),
        ("set autosave on; save; save castle other.png", "castle-1x1.png"),
    ])
    func `a picture is saved where the command says`(command: String, path: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "set quality low; gen a castle --as castle; wait; \(command)")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(
            outcome.lines.first.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 } == path)
        #expect(try await bench.measure([path]) == [.init(1024, 1024)])
    }

    @Test func `names that meet within one save get numbers`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a kite -n 3 --as kite; wait; save %kite out/kite.png")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.lines == ["out/kite.png", "out/kite-2.png", "out/kite-3.png"])
        #expect(
            Bench.contents(of: bench.work) == [
                "out", "out/kite-2.png", "out/kite-3.png", "out/kite.png",
            ])
    }

    @Test func `a file that is there is kept, unless force is used`() async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "day.png")
        // Of a job of this session it would be told before anything is paid: DestinationTests.
        #expect(try await bench.commands("gen a castle --as castle; wait").exitCode == 0)
        let script = MarkedScript("jobs --all\n1️⃣save castle day.png\n")
        let refused = try await bench.script(script.text)
        #expect(refused.exitCode == 1, "\(refused.story)")
        #expect(refused.errorIDs == ["E0303"])
        #expect(refused.errors.contains("--> test.igs:\(script.place)\n"))
        #expect(refused.errors.contains("'day.png'") && refused.errors.contains("--force"))
        #expect(bench.bytes(of: "day.png") == SamplePictures.png)

        let forced = try await bench.commands("jobs --all; save %castle day.png --force")
        #expect(forced.exitCode == 0, "\(forced.story)")
        #expect(try await bench.measure(["day.png"]) == [.init(1024, 1024)])
    }

    @Test func `the same bytes count as saved`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a castle --as castle; wait; save castle day.png; save castle day.png")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.lines == ["day.png", "day.png"])
        #expect(outcome.errors.contains("already there"))
    }

    @Test(arguments: ["notes.txt", "link.png", "fifo.png"])
    func `force replaces nothing but pictures`(name: String) async throws {
        let bench = try Bench()
        try bench.write("precious", to: "notes.txt")
        #expect(symlink("notes.txt", bench.work + "/link.png") == 0)
        #expect(mkfifo(bench.work + "/fifo.png", 0o600) == 0)
        let target = name == "notes.txt" ? "notes.png" : name
        if name == "notes.txt" { try bench.write("precious", to: "notes.png") }
        #expect(try await bench.commands("gen a castle --as castle; wait").exitCode == 0)
        let outcome = try await bench.commands("jobs --all; save castle --force --to \(target)")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0304"])
        #expect(bench.bytes(of: "notes.txt") == Array("precious".utf8))
    }

    @Test(arguments: ["blocked/", "blocked/day.png", "/proc/igs/day.png", "/dev/null/day.png"])
    func `a folder that cannot be written is told, and the picture stays in the store`(
        destination: String
    ) async throws {
        let bench = try Bench()
        try bench.write("a file where a folder should be", to: "blocked")
        #expect(try await bench.commands("gen a castle --as castle; wait").exitCode == 0)
        let outcome = try await bench.commands("jobs --all\nsave castle \(destination)")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0305"])
        #expect(outcome.errors.contains("--> -c:2:1\n"))
        #expect(outcome.errors.contains("cannot be written"))
        #expect(outcome.errors.contains("safe in the store"))
        #expect(Bench.contents(of: bench.work) == ["blocked"])
        let rescue = try await bench.commands("jobs --all; save %castle")
        #expect(rescue.exitCode == 0, "\(rescue.story)")
        #expect(try await bench.measure(["castle-1x1.png"]) == [.init(1024, 1024)])
        #expect(bench.journal.count == 1)
    }

    @Test func `with nothing finished there is nothing to save`() async throws {
        let bench = try Bench()
        let outcome = try await bench.script("save all\nsave\n")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0302"], "\(outcome.story)")
    }

    @Test func `a picture that vanished from the store is told as that`() async throws {
        let bench = try Bench()
        #expect(try await bench.commands("gen a castle --as castle; wait").exitCode == 0)
        let images = bench.home + "/state/store/images"
        for name in Bench.contents(of: images) { unlink("\(images)/\(name)") }
        // And cannot be had again, either.
        try bench.write("download each 1- status 404\n", to: "gone.plan")
        let outcome = try await bench.run([
            "--speed", "2000", "--faults", "gone.plan", "-c", "jobs --all; save %castle",
        ])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0308"])
        #expect(!bench.exists("castle-1x1.png"))
    }

    /// A file is without a name until it is whole; not every file system can do that.
    @Test(
        .enabled(if: access("/usr/bin/strace", X_OK) == 0, "strace refuses a system call"),
        arguments: [true, false])
    func `nothing but the picture is left in the folder`(canBeNameless: Bool) async throws {
        let bench = try Bench()
        let made = try await bench.commands("gen a cat --as k; wait")
        #expect(made.exitCode == 0, "\(made.story)")
        let refusal = canBeNameless ? "" : "-e inject=openat:error=EOPNOTSUPP:when=1"
        let outcome = try await bench.shell(
            """
            mkdir out; exec strace -f -q -o calls -P "$PWD/out" -e trace=openat,linkat \(refusal) \
                igs -c 'jobs --all; save k out/k.png'
            """)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let calls = String(decoding: try #require(bench.bytes(of: "calls")), as: UTF8.self)
        #expect(
            calls.contains("O_TMPFILE") && calls.contains(".part") == !canBeNameless, "\(calls)")
        #expect(Bench.contents(of: bench.work + "/out") == ["k.png"])
        #expect(try await bench.measure(["out/k.png"]) == [.init(1024, 1024)])
    }

}
