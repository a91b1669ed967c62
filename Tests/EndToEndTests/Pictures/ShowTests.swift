import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `show` and `preview`, by the real chafa, as a person sees them and as a program reads them.
@Suite struct ShowTests {
    private static let escape = "\u{1B}"

    /// A bench with one finished job, `castle`, of 1536×864.
    private func bench() async throws -> Bench {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "set quality low; gen a castle --ratio 16:9 --as castle; wait; save castle day.png")
        try #require(outcome.exitCode == 0, "\(outcome.story)")
        return bench
    }

    /// Runs commands on a terminal to their end.
    private func run(
        _ commands: String, _ bench: Bench, _ environment: [String: String] = [:],
        columns: Int = 80, rows: Int = 24
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        try start("-c '\(commands); print over'", terminal, bench, environment)
        #expect(try await terminal.exitStatus(within: .seconds(30)) == 0, "\(terminal.screen.text)")
        // The end of the program is known before all that it wrote is read.
        try await terminal.wait(for: "over")
        return terminal
    }

    private func start(
        _ arguments: String, _ terminal: PseudoTerminal, _ bench: Bench,
        _ environment: [String: String]
    ) throws {
        try terminal.start(
            "/bin/sh",
            [
                "-c",
                "cd '\(bench.work)' && exec '\(IgsProcess.executable)' --speed 500 \(arguments)",
            ],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 }
                .merging(environment) { $1 })
    }

    /// The rows of a picture of block characters on a screen.
    private static func picture(_ screen: TerminalScreen) -> [Substring] {
        screen.text.split(separator: "\n").filter { line in
            line.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) }
        }
    }

    @Test(
        arguments: [
            (["TERM": "xterm-kitty"], "_Ga=T,", 80), (["TERM": "xterm-kitty"], "_Ga=T,", 40),
            (["KITTY_WINDOW_ID": "1"], "_Ga=T,", 80), (["TERM_PROGRAM": "ghostty"], "_Ga=T,", 40),
            (["TERM_PROGRAM": "iTerm.app"], "]1337;File=inline=1;", 80),
            (["LC_TERMINAL": "iTerm2"], "]1337;File=inline=1;", 40),
            (["TERM": "foot"], "P0;1;0q", 80), (["TERM": "mlterm"], "P0;1;0q", 40),
        ] as [([String: String], String, Int)])
    func `a terminal with graphics gets them, within its width and half its height`(
        environment: [String: String], start: String, columns: Int
    ) async throws {
        let terminal = try await run(
            "jobs --all; show castle", try await bench(), environment, columns: columns)
        let text = terminal.transcript
        #expect(text.contains(Self.escape + start), "\(text.prefix(500).debugDescription)")
        #expect(Self.picture(terminal.screen).isEmpty)
        let size = text.firstMatch(of: /,c=(\d+),r=(\d+)|width=(\d+);height=(\d+)/)?.output
        guard let size else {
            #expect(start == "P0;1;0q", "only Sixel tells no size in characters")
            return
        }
        let width = try #require((size.1 ?? size.3).flatMap { Int($0) })
        let height = try #require((size.2 ?? size.4).flatMap { Int($0) })
        #expect(width > columns / 3 && width <= columns && height > 5 && height <= 12)
    }

    @Test func `Sixel graphics are as large as the terminal's characters`() async throws {
        let bench = try await bench()
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        let descriptor = try terminal.openProgramSide()
        defer { close(descriptor) }
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 1_600, ws_ypixel: 960)
        #expect(ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0)
        try start("-c 'show day.png; print over'", terminal, bench, ["TERM": "foot"])
        try await terminal.wait(for: "over", within: .seconds(30))
        // A raster of so many pixels, in characters of 20×40.
        let raster = try #require(
            terminal.transcript.firstMatch(of: /q"1;1;(\d+);(\d+)/)?.output)
        let (width, height) = (Int(raster.1) ?? 0, Int(raster.2) ?? 0)
        #expect(height > 440 && height <= 480 && abs(width * 9 - height * 16) < 400)
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], 80, "38;2;"), (["TERM": "xterm-256color"], 40, "38;2;"),
            (["TERM": "xterm"], 80, "38;5;"),
            (["TERM": "tmux-256color", "TMUX": "/t,1,0"], 80, "38;5;"),
            (["TERM": "xterm-kitty", "TMUX": "/t,1,0"], 40, "38;2;"),
            (["TERM": "screen-256color", "STY": "1.x", "LC_TERMINAL": "iTerm2"], 40, "38;5;"),
        ] as [([String: String], Int, String)])
    func `other terminals get coloured blocks`(
        environment: [String: String], columns: Int, colour: String
    ) async throws {
        let terminal = try await run(
            "show day.png", try await bench(), environment, columns: columns)
        let rows = Self.picture(terminal.screen)
        #expect(rows.count >= 8 && rows.count <= 12, "\(terminal.screen.text)")
        #expect(terminal.transcript.contains(Self.escape + "[" + colour))
        #expect(!terminal.transcript.contains(Self.escape + "_G"))
        #expect(!terminal.transcript.contains(Self.escape + "P"))
        // No row was broken in two: nothing is wider than the terminal.
        #expect(terminal.screen.text.split(separator: "\n").count == rows.count + 1)
    }

    @Test(arguments: [
        ["NO_COLOR": "1"], ["TERM": "dumb"], ["NO_COLOR": "1", "TERM": "xterm-kitty"],
    ])
    func `without colours there are blocks, and no sequence`(
        environment: [String: String]
    ) async throws {
        let terminal = try await run("show day.png", try await bench(), environment)
        #expect(Self.picture(terminal.screen).count >= 8, "\(terminal.screen.text)")
        #expect(!terminal.transcript.contains(Self.escape))
    }

    @Test func `a pipe gets plain characters of 80 columns, and a program the path`() async throws {
        let bench = try await bench()
        let outcome = try await bench.run(
            ["-c", "show ./day.png"], environment: ["TERM": "xterm-kitty"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.lines.count > 10)
        #expect(outcome.lines.allSatisfy { $0.utf8.count <= 80 })
        #expect(outcome.output.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
        #expect(outcome.errors == "")

        let json = try await bench.run(
            ["--json", "-c", "show ./day.png"], environment: ["PATH": "/nowhere"])
        #expect(json.lines == [#"{"event":"shown","path":"./day.png"}"#], "\(json.story)")
    }

    @Test func `previews come above the prompt, and nowhere without a terminal`() async throws {
        for columns in [80, 40] {
            let bench = try Bench()
            let terminal = try PseudoTerminal(columns: columns, rows: 40)
            try start("", terminal, bench, [:])
            try await terminal.wait(for: "1K>")
            terminal.type("set preview auto; set ratio 16:9; gen a castle --as castle; wait\r")
            try await terminal.wait(for: "[1] castle  completed", within: .seconds(30))
            try await terminal.wait { screen in
                Self.picture(screen).count >= 8 && screen.text.hasSuffix("16:9 1K>")
            }
            terminal.type("exit\r")
            #expect(try await terminal.exitStatus() == 0)
        }
        let bench = try Bench()
        let piped = try await bench.commands("set preview auto; gen a castle; wait")
        #expect(piped.exitCode == 0 && piped.output == "", "\(piped.story)")
    }

    @Test func `a small picture with a large text is not given to chafa`() async throws {
        let bench = try Bench()
        let script = #"""
            import struct, sys, zlib

            def chunk(kind, data):
                return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

            text = zlib.compressobj(9)
            packed = b"".join(text.compress(bytes(1 << 24)) for _ in range(64)) + text.flush()
            sys.stdout.buffer.write(
                b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
                + chunk(b"zTXt", b"Comment\0\0" + packed)
                + chunk(b"IDAT", zlib.compress((b"\0" + bytes(24)) * 8)) + chunk(b"IEND", b""))
            """#
        try bench.write(script, to: "bomb.py")
        let made = try await bench.run(
            ["-c", "python3 bomb.py > bomb.png"], program: "/bin/sh")
        try #require(made.exitCode == 0, "\(made.story)")
        let outcome = try await bench.run(["-c", "show ./bomb.png"])
        #expect(outcome.exitCode == 1 && outcome.errorIDs == ["E0331"], "\(outcome.story)")
        #expect(outcome.errors.contains("larger than its pixels"), "\(outcome.story)")
    }
}
