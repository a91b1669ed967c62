import Foundation
import Glibc
import IGSTestSupport
import Testing

/// Whatever is given as a script ends in a result or in words, soon, and in little memory.
@Suite struct BadInputTests {
    @Test(arguments: BadInput.all)
    func `any input ends in a result or in words`(_ input: BadInput) async throws {
        let bench = try Bench()
        let bytes = input.bytes()
        try bench.write(bytes, to: "any.igs")
        for verb in [["check"], ["fmt", "--check"], ["plan"], []] where input.suits(verb) {
            let (outcome, memory) = try await bench.measured(verb + ["any.igs"])
            let story = "\(verb) \(outcome.story.prefix(600))"
            #expect((0...4).contains(outcome.exitCode), "\(story)")
            #expect(
                outcome.exitCode == 0 || !outcome.errorIDs.isEmpty || verb == ["fmt", "--check"],
                "\(story)")
            #expect(outcome.errors.utf8.count < 1 << 20)
            #expect(!outcome.errors.unicodeScalars.contains(where: Self.isHidden), "\(story)")
            #expect(memory <= 256, "MiB; \(story)")
            #expect(bench.bytes(of: "any.igs") == bytes, "it was changed: \(story)")
        }
        #expect(bench.journal.isEmpty)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    @Test func `a path that is not a file is reported as such`() async throws {
        let bench = try Bench()
        try bench.makeFolder("folder.igs")
        for (path, id) in [
            ("folder.igs", "E0238"), ("nowhere.igs", "E0238"), ("/proc/self/mem", "E0238"),
            // It never ends.
            ("/dev/zero", "E0103"),
        ] {
            for verb in [["check"], ["fmt"], ["plan"], []] {
                let (outcome, memory) = try await bench.measured(verb + [path])
                // What is laid out in place has to be a file.
                let id = verb == ["fmt"] ? "E0238" : id
                #expect(outcome.errorIDs == [id], "\(outcome.story)")
                #expect(outcome.exitCode == (id == "E0103" ? 3 : 2), "\(outcome.story)")
                #expect(memory <= 256, "MiB")
            }
        }
        let outcome = try await bench.shell(
            "mkfifo pipe.igs; echo 'print from a pipe' > pipe.igs & exec igs pipe.igs")
        #expect(outcome.output == "from a pipe\n", "\(outcome.story)")
    }

    /// What the system is short of is no error of the caller's.
    @Test(arguments: [["check"], ["fmt"], ["plan"], []])
    func `few open files are not a usage error`(verb: [String]) async throws {
        let bench = try Bench()
        try bench.write("print here\n", to: "any.igs")
        for limit in 4...16 {
            let outcome = try await bench.shell(
                "ulimit -n \(limit); exec igs \((verb + ["any.igs"]).joined(separator: " "))")
            #expect(outcome.exitCode != 2, "\(limit): \(outcome.story)")
        }
    }

    @Test func `a prompt of a megabyte arrives`() async throws {
        let bench = try Bench()
        let prompt = String(repeating: "castle ", count: 150_000)
        let outcome = try await bench.script(
            "set quality low\ngen \"\(prompt)\" --as x\nwait\nprint ${x.status}\n"
                + "let said = ${x.prompt}\nexpect $said == \"\(prompt)\"\n")
        #expect(outcome.exitCode == 0, "\(outcome.story.prefix(1_000))")
        #expect(outcome.output == "completed\n")
        #expect(bench.journal.count == 1)
    }

    @Test(arguments: [
        ("if 1 == 1 { ", " }"), ("repeat 1 { ", " }"), ("for i in [x] { ", " }"),
        ("try { ", " } catch { }"),
        ("with ratio=1:1 { ", " }"), ("expect (", ")"),
    ])
    func `two hundred levels run, and one more is refused`(
        start: String, end: String
    ) async throws {
        let bench = try Bench()
        func nested(_ depth: Int) -> String {
            guard start == "expect (" else {
                return String(repeating: start, count: depth) + "print deep"
                    + String(repeating: end, count: depth)
            }
            return "expect " + String(repeating: "(", count: depth) + "a == a"
                + String(repeating: ")", count: depth) + "; print deep"
        }
        let deep = try await bench.script(nested(200))
        #expect(deep.output == "deep\n" && deep.exitCode == 0, "\(deep.story.prefix(600))")
        let deeper = try await bench.script(nested(201))
        #expect(deeper.errorIDs.first == "E0110", "\(deeper.story.prefix(600))")
        #expect(deeper.output.isEmpty && deeper.exitCode == 3)
    }
}

private extension Bench {
    /// Runs igs, and measures the most memory that it had, in MiB.
    func measured(_ arguments: [String]) async throws -> (IgsProcess.Outcome, memory: Int) {
        let file = "\(folder)/peak"
        let outcome = try await run(
            [file, Self.fastestProgram] + arguments,
            program: "\(Self.root)/Tests/Support/peak-memory", within: .seconds(120))
        let text = String(decoding: bytes(of: file) ?? [], as: UTF8.self)
        return (outcome, try #require(Int(text.dropLast())))
    }
}
