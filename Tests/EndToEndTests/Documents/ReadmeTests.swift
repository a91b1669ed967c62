import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// The commands of README.md work as they stand there.
///
/// What is run: in a block marked `console` each line that starts with `$ `, in a block marked `sh` all of it. The blocks run one
/// after the other in one folder, in which `scripts` and `Tests` are those of the repository, and `igs` the igs that was built; so is `scripts/igs`,
/// unless `scripts/test` has seen to it that the script itself has nothing to build. A
/// comment alone on the line above a block says what is special about it:
///
///     <!-- input: TEXT -->      standard input, a line per `;`
///     <!-- exit: N -->          how it ends, where that is not 0
///     <!-- not run: REASON -->  only for the tests' own command, and for what needs the paid service
@Suite struct ReadmeTests {
    /// Whether the real `scripts/igs` is to run.
    private static var usesScripts: Bool { Bench.isReleaseBuilt }

    struct Block {
        let line: Int
        let commands: [String]
        var input = ""
        var exitCode: Int32 = 0
        var reasonNotToRun: String?
    }

    @Test func `there are commands in it, and the first two run the shell and the tests`() throws {
        let blocks = try Self.blocks()
        let commands = blocks.flatMap(\.commands)
        try #require(commands.count >= 2, "README.md has no commands in console blocks")
        #expect(commands[0].hasPrefix("scripts/igs"))
        #expect(commands[1].hasPrefix("scripts/test"))
    }

    @Test func `nothing is left out but what cannot be run here`() throws {
        for block in try Self.blocks() where block.reasonNotToRun != nil {
            #expect(block.reasonNotToRun?.isEmpty == false)
            let isTests = block.commands.allSatisfy { $0.hasPrefix("scripts/test") }
            let isPaid = block.commands.contains {
                $0.contains("AIREITER_API_KEY") || $0.contains("--service live")
            }
            #expect(isTests || isPaid, "README.md:\(block.line) \(block.commands)")
        }
    }

    @Test func `every command runs`() async throws {
        let bench = try Bench()
        for folder in ["scripts", "Tests"] {
            #expect(symlink("\(Bench.root)/\(folder)", "\(bench.work)/\(folder)") == 0)
        }
        // What somebody has who follows it: a photo.
        try bench.write(SamplePictures.png, to: "photo.png")
        // scripts/fuzz builds what it runs.
        let path =
            Bench.pathWithProgram + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        var count = 0
        for block in try Self.blocks() where block.reasonNotToRun == nil {
            let lines = block.commands.map { command in
                Self.usesScripts || !command.hasPrefix("scripts/igs")
                    ? command : String(command.dropFirst("scripts/".count))
            }
            let outcome = try await bench.run(
                ["-e", "-c", lines.joined(separator: "\n")],
                environment: ["PATH": path], input: .text(block.input),
                program: "/bin/sh", within: .seconds(600))
            #expect(
                outcome.exitCode == block.exitCode,
                "README.md:\(block.line)\n\(lines.joined(separator: "\n"))\n\(outcome.story)")
            count += 1
        }
        #expect(count > 0, "README.md has no command that is run")
    }

    /// The blocks of commands, in order.
    static func blocks() throws -> [Block] {
        let data = try #require(
            FileManager.default.contents(atPath: Bench.root + "/README.md"), "there is no README.md"
        )
        var blocks: [Block] = []
        var comments: [Substring] = []
        var language: Substring?
        var body: [Substring] = []
        var start = 0
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            if let open = language {
                guard line.hasPrefix("```") else {
                    body.append(line)
                    continue
                }
                let commands = Self.commands(body, language: open)
                if !commands.isEmpty {
                    blocks.append(try Self.block(commands, at: start, comments))
                }
                (language, body, comments) = (nil, [], [])
            } else if line.hasPrefix("```") {
                language = line.dropFirst(3)
                start = number + 1
            } else if line.hasPrefix("<!--") {
                comments.append(line)
            } else if !line.allSatisfy(\.isWhitespace) {
                comments = []
            }
        }
        return blocks
    }

    private static func commands(_ body: [Substring], language: Substring) -> [String] {
        switch language {
        case "console":
            body.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
        case "sh":
            body.filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }.map(String.init)
        default: []
        }
    }

    private static func block(
        _ commands: [String], at line: Int, _ comments: [Substring]
    ) throws -> Block {
        var block = Block(line: line, commands: commands)
        for comment in comments {
            let inside =
                comment.dropFirst("<!--".count).split(
                    separator: "-->", maxSplits: 1
                ).first ?? ""
            let parts = inside.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].drop(while: \.isWhitespace)
            let trimmed = String(value.reversed().drop(while: \.isWhitespace).reversed())
            switch parts[0].drop(while: \.isWhitespace) {
            case "not run": block.reasonNotToRun = trimmed
            case "exit": block.exitCode = try #require(Int32(trimmed), "\(comment)")
            case "input":
                block.input = trimmed.split(separator: ";")
                    .map { String($0.drop(while: \.isWhitespace)) + "\n" }.joined()
            default: continue
            }
        }
        return block
    }
}
