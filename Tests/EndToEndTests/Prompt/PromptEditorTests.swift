import Foundation
import IGSTestSupport
import Testing

/// Ctrl-X Ctrl-E: the line in the user's own editor.
@Suite struct PromptEditorTests {
    private static let key = "\u{18}\u{05}"

    /// A program that is an editor, by its path.
    private func editor(
        _ bench: Bench, _ script: String, name: String = "editor"
    ) async throws -> String {
        // Another process writes it: one that this process starts meanwhile would keep it open for
        // writing, and it could not be run.
        try bench.write("#!/bin/sh\n" + script + "\n", to: name + ".sh")
        _ = try await bench.shell("cp \(name).sh \(name) && chmod 755 \(name)")
        return "\(bench.work)/\(name)"
    }

    @Test func `what the editor leaves is the line, with the terminal as it was meanwhile`()
        async throws
    {
        let bench = try Bench()
        let editor = try await editor(
            bench,
            """
            stty -a | tr ' ' '\\n' | grep -cxE 'icanon|echo|isig' > modes
            stat -c %a "$1" "$(dirname "$1")" > rights
            echo "$1" > path
            cp "$1" before
            touch "$1~"
            echo 'print "edited' > "$1"
            echo '王子"' >> "$1"
            """)
        let terminal = try await bench.prompt(environment: ["VISUAL": editor, "EDITOR": "false"])
        terminal.type("print 王子 as typed")
        terminal.type(Self.key)
        try await terminal.wait { $0.currentRow == "... 王子\"" }
        #expect(terminal.screen.rows.contains("sandbox 1:1 1K> print \"edited"))
        // Nothing has run: it is text to go on with, or to take back.
        terminal.type("\u{1F}")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print 王子 as typed" }
        terminal.type(Self.key)
        try await terminal.wait { $0.currentRow == "... 王子\"" }
        terminal.press(.backspace)
        terminal.enter(" x\"")
        try await terminal.wait { $0.rows.contains("王子 x") }
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(bench.work)/\(name)", encoding: .utf8)
        }
        #expect(try text("before") == "print 王子 as typed\n")
        #expect(try text("modes") == "3\n")
        #expect(try text("rights") == "600\n700\n")
        let path = try text("path").trimmingCharacters(in: .newlines)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(
            !FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
    }

    @Test(arguments: [
        (
            "echo gone > \"$1\"; exit 3",
            "note: the editor ended with status 3; the line is unchanged"
        ),
        ("kill -9 $$", "the line is unchanged"),
        ("printf 'print \\377\\n' > \"$1\"", "E0641"),
        ("rm \"$1\"", "cannot read what the editor left"),
    ])
    func `the line stays where the editor comes to no good end`(
        script: String, said: String
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(
            environment: ["VISUAL": try await editor(bench, script)])
        terminal.type("print kept")
        terminal.type(Self.key)
        try await terminal.wait {
            $0.text.contains(said) && $0.currentRow.hasSuffix("> print kept")
        }
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("kept") }
    }

    @Test func `what cannot be started is told, and how to name another`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["EDITOR": "no-such-editor -w"])
        terminal.type("print kept")
        terminal.type(Self.key)
        try await terminal.wait {
            $0.text.contains("error[E0642]: the editor 'no-such-editor -w' cannot be started")
                && $0.text.contains("VISUAL or EDITOR") && $0.currentRow.hasSuffix("> print kept")
        }
    }

    @Test func `VISUAL goes before EDITOR, and vi comes where neither says anything`() async throws
    {
        for (variables, expected) in [
            (["VISUAL": "./one a", "EDITOR": "./two"], "one a"), (["EDITOR": "./two"], "two"),
            (["VISUAL": " ", "EDITOR": "./two"], "two"), (["VISUAL": "", "EDITOR": ""], "vi"),
        ] {
            let bench = try Bench()
            for name in ["one", "two", "vi"] {
                _ = try await editor(
                    bench,
                    "for last; do :; done; [ $# = 1 ] || a=\" $1\"; echo \"print by-\(name)$a\" > \"$last\"",
                    name: name)
            }
            let terminal = try await bench.prompt(
                environment: variables.merging(["PATH": "\(bench.work):/usr/bin:/bin"]) { $1 })
            terminal.type(Self.key)
            try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print by-\(expected)" }
        }
    }

    @Test func `with vi's keys it is v, and only as a command`() async throws {
        let bench = try Bench()
        try bench.write("bind -v\n", to: "editrc")
        let terminal = try await bench.prompt(environment: [
            "EDITRC": bench.work + "/editrc",
            "EDITOR": try await editor(bench, "echo 'print vivid' > \"$1\""),
        ])
        terminal.type("print vv")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print vv" }
        terminal.press(.escape)
        try await Task.sleep(for: .milliseconds(100))
        terminal.type("v")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print vivid" }
    }

    @Test func `an answer to a question is not for an editor`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await bench.prompt(
            [], columns: 100,
            environment: [
                "AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url,
                "EDITOR": try await editor(bench, "touch started"),
            ], sign: "live 1:1 1K>")
        terminal.paste("gen a --quality low\ngen b --quality low")
        terminal.press(.enter)
        try await terminal.wait(for: "run them? [y/N]")
        terminal.type(Self.key)
        terminal.enter("n")
        try await terminal.wait(for: "nothing was run")
        #expect(bench.bytes(of: bench.work + "/started") == nil)
    }
}
