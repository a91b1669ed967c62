import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Where igs keeps what outlives a session, and who may read it.
@Suite struct StateFolderTests {
    private static let work = "gen a --as x; wait; save x; ref add %x; gen b --as y; wait"

    @Test func `a home keeps all state inside`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["--home", bench.folder + "/elsewhere", "--speed", "500", "-c", Self.work])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(Bench.contents(of: bench.folder + "/elsewhere").contains("state/ledger.sqlite"))
        for untouched in ["user", "tmp"] {
            #expect(Bench.contents(of: "\(bench.folder)/\(untouched)").isEmpty)
        }
        #expect(!FileManager.default.fileExists(atPath: bench.home))
        #expect(Bench.contents(of: bench.work) == ["x-1x1.png"])
    }

    @Test func `a relative home is one of the current folder's`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["--home", "here", "--speed", "500", "-c", Self.work])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.exists("here/state/ledger.sqlite"))
    }

    @Test func `without a home the XDG folders are used`() async throws {
        let bench = try Bench()
        let user = bench.folder + "/user"
        let outcome = try await bench.commands(Self.work, environment: ["IGS_HOME": ""])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(
            Bench.contents(of: user).allSatisfy {
                [".local", ".local/state", ".config", ".config/igs"].contains($0)
                    || $0.hasPrefix(".local/state/igs")
            }, "\(Bench.contents(of: user))")
        #expect(Bench.contents(of: user).contains(".local/state/igs/ledger.sqlite"))

        let moved = try await bench.commands(
            Self.work, environment: ["IGS_HOME": "", "XDG_STATE_HOME": bench.folder + "/xdg"])
        #expect(moved.exitCode == 0 || moved.errorIDs == ["E0303"], "\(moved.story)")
        #expect(Bench.contents(of: bench.folder + "/xdg").contains("igs/ledger.sqlite"))
    }

    @Test(arguments: ["000", "022", "077", "277"])
    func `state is for its owner alone, whatever the umask`(umask: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("umask \(umask); igs --speed 500 -c '\(Self.work)'")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let paths = Bench.contents(of: bench.home).map { "\(bench.home)/\($0)" } + [bench.home]
        #expect(paths.count > 10)
        for path in paths {
            var status = stat()
            #expect(lstat(path, &status) == 0)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            let mode = String(status.st_mode & 0o777, radix: 8)
            // What a strict umask takes from the owner is the owner's wish.
            if umask == "277" {
                #expect(status.st_mode & 0o077 == 0, "\(path) \(mode)")
            } else {
                #expect(mode == (isFolder ? "700" : "600"), "\(path)")
            }
        }
    }

    @Test func `saved pictures follow the umask`() async throws {
        let bench = try Bench()
        #expect(try await bench.shell("umask 027; igs --speed 500 -c '\(Self.work)'").exitCode == 0)
        var status = stat()
        #expect(stat(bench.work + "/x-1x1.png", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
    }

    @Test(arguments: ["/proc/igs", "blocked", "blocked/deeper"])
    func `a home that cannot be used is told before anything is sent`(home: String) async throws {
        let bench = try Bench()
        try bench.write("a file", to: "blocked")
        let outcome = try await bench.run(["--home", home, "--speed", "500", "-c", "gen a castle"])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs.count == 1, "\(outcome.story)")
        #expect(outcome.errors.contains(home), "\(outcome.story)")
        #expect(outcome.errors.contains("nothing was sent"), "\(outcome.story)")
    }

    @Test func `a ledger that is none is told as that, and left alone`() async throws {
        let bench = try Bench()
        let path = bench.home + "/state/ledger.sqlite"
        try FileManager.default.createDirectory(
            atPath: bench.home + "/state", withIntermediateDirectories: true)
        try Data("this is no database, but somebody's text".utf8).write(to: URL(filePath: path))
        let outcome = try await bench.commands("gen a castle")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0310"])
        #expect(bench.bytes(of: path) == Array("this is no database, but somebody's text".utf8))
    }

    @Test(arguments: [mode_t(0o777), 0o770, 0o720, 0o702])
    func `a state folder that others can write to is refused`(mode: mode_t) async throws {
        let bench = try Bench()
        for folder in [bench.home, bench.home + "/state"] {
            try #require(mkdir(folder, 0o700) == 0)
        }
        let state = bench.home + "/state"
        try #require(chmod(state, mode) == 0)
        let outcome = try await bench.commands("gen a castle")
        #expect(outcome.exitCode == 1 && outcome.errorIDs == ["E0310"], "\(outcome.story)")
        #expect(outcome.errors.contains("chmod go-w") && bench.journal.isEmpty)
        let terminal = try PseudoTerminal()
        try terminal.start(
            IgsProcess.executable, [],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        #expect(try await terminal.exitStatus() == 1)
        try await terminal.wait(for: "E0620")
        var status = stat()
        #expect(stat(state, &status) == 0 && status.st_mode & 0o777 == mode)
        try #require(chmod(state, 0o755) == 0)
        #expect(try await bench.commands("gen a castle; wait").exitCode == 0)
    }

    @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
    func `a ledger that is a link is refused, and what it leads to stays as it is`(
        name: String
    ) async throws {
        let bench = try Bench()
        for folder in [bench.home, bench.home + "/state"] {
            try #require(mkdir(folder, 0o700) == 0)
        }
        try bench.write("somebody's", to: "target")
        try #require(chmod(bench.work + "/target", 0o644) == 0)
        try #require(symlink(bench.work + "/target", "\(bench.home)/state/\(name)") == 0)
        let outcome = try await bench.commands("gen a castle")
        #expect(outcome.exitCode == 1 && outcome.errorIDs == ["E0310"], "\(outcome.story)")
        #expect(outcome.errors.contains("is a link"), "\(outcome.story)")
        var status = stat()
        #expect(stat(bench.work + "/target", &status) == 0 && status.st_mode & 0o777 == 0o644)
        #expect(bench.bytes(of: "target") == Array("somebody's".utf8))
    }
}
