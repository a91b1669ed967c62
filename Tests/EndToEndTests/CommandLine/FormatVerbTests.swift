import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `igs fmt`: what it does to files.
@Suite struct FormatVerbTests {
    private static let loose = "print  a;  print   b"
    private static let formatted = "print a\nprint b\n"

    private func text(_ bench: Bench, _ name: String) -> String? {
        bench.bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    private func status(_ bench: Bench, _ name: String) -> stat {
        var status = stat()
        lstat("\(bench.work)/\(name)", &status)
        return status
    }

    @Test func `files are laid out in place, and only where something changes`() async throws {
        let bench = try Bench()
        try bench.write(Self.loose, to: "a.igs")
        try bench.write(Self.formatted, to: "b.igs")
        chmod(bench.work + "/a.igs", 0o751)
        let before = status(bench, "b.igs")
        let outcome = try await bench.run(["fmt", "a.igs", "b.igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.story)")
        #expect(text(bench, "a.igs") == Self.formatted)
        #expect(status(bench, "a.igs").st_mode & 0o7777 == 0o751)
        #expect(status(bench, "b.igs").st_ino == before.st_ino)
        #expect(Bench.contents(of: bench.work) == ["a.igs", "b.igs"])
        #expect(!FileManager.default.fileExists(atPath: bench.home))
    }

    @Test func `a link stays one, and what it leads to is laid out`() async throws {
        let bench = try Bench()
        try bench.makeFolder("inner")
        try bench.write(Self.loose, to: "inner/a.igs")
        #expect(symlink("inner/a.igs", bench.work + "/link.igs") == 0)
        let outcome = try await bench.run(["fmt", "link.igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(text(bench, "inner/a.igs") == Self.formatted)
        #expect(status(bench, "link.igs").st_mode & S_IFMT == S_IFLNK)
        #expect(Bench.contents(of: bench.work) == ["inner", "inner/a.igs", "link.igs"])
    }

    @Test func `with --check files are named and left as they are`() async throws {
        let bench = try Bench()
        try bench.write(Self.loose, to: "a.igs")
        try bench.write(Self.formatted, to: "b.igs")
        let outcome = try await bench.run(["fmt", "--check", "a.igs", "b.igs"])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.output == "a.igs\n")
        #expect(text(bench, "a.igs") == Self.loose)
        let again = try await bench.run(["fmt", "--check", "b.igs"])
        #expect(again.exitCode == 0 && again.output.isEmpty, "\(again.story)")
    }

    @Test func `standard input goes to standard output`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("printf 'print  a;  print   b' | igs fmt -")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == Self.formatted)
        let check = try await bench.shell("printf 'print  a' | igs fmt --check -")
        #expect(check.exitCode == 1, "\(check.story)")
        #expect(check.output == "-\n")
        let wrong = try await bench.shell("printf 'print a\nlet' | igs fmt -")
        #expect(wrong.exitCode == 3, "\(wrong.story)")
        #expect(wrong.output.isEmpty, "nothing of it is printed")
    }

    @Test func `a script that cannot be laid out keeps no other from it`() async throws {
        let bench = try Bench()
        try bench.write("print  a\nlet x", to: "wrong.igs")
        try bench.write(Self.loose, to: "a.igs")
        try bench.makeFolder("folder")
        let outcome = try await bench.run(
            ["fmt", "wrong.igs", "missing.igs", "folder", "a.igs"])
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(text(bench, "wrong.igs") == "print  a\nlet x")
        #expect(text(bench, "a.igs") == Self.formatted)
        #expect(outcome.errors.contains("E0108") && outcome.errors.contains("wrong.igs:2"))
        #expect(outcome.errors.contains("'missing.igs' cannot be read: there is no such file"))
        #expect(outcome.errors.contains("'folder' cannot be read: it is a folder"))
    }

    @Test func `a failed write leaves the file, and nothing beside it`() async throws {
        let bench = try Bench()
        try bench.write(Self.loose, to: "a.igs")
        let outcome = try await bench.shell("trap '' XFSZ; ulimit -f 0; igs fmt a.igs")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(text(bench, "a.igs") == Self.loose)
        #expect(Bench.contents(of: bench.work) == ["a.igs"])
    }

    @Test func `the examples are laid out canonically`() async throws {
        let bench = try Bench()
        let examples = Bench.contents(of: Bench.examples).map { "\(Bench.examples)/\($0)" }
        #expect(!examples.isEmpty)
        let outcome = try await bench.run(["fmt", "--check"] + examples)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    /// The scripts say themselves what running them does.
    @Test func `what is laid out runs the same`() async throws {
        let bench = try Bench()
        let scripts = Bench.root + "/Tests/Language"
        try FileManager.default.copyItem(atPath: scripts, toPath: bench.work + "/tests")
        let files = Bench.contents(of: scripts).filter { $0.hasSuffix(".igs") }.map {
            "tests/\($0)"
        }
        let before = try await bench.run(["test", "tests"], within: .seconds(120))
        #expect(before.output.contains(" passed, "), "\(before.story)")
        let changed = try await bench.run(["fmt", "--check"] + files)
        #expect(changed.output.split(separator: "\n").count > 3, "\(changed.story)")
        let outcome = try await bench.run(["fmt"] + files)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let after = try await bench.run(["test", "tests"], within: .seconds(120))
        #expect(after.output == before.output, "\(after.story)")
        #expect(after.exitCode == before.exitCode)
    }
}
