import Foundation
import IGSTestSupport
import Testing

/// `igs generate`: the manual page, and the completions of shells, in those shells.
@Suite struct GenerateTests {
    @Test func `the manual page is in order, and lists all commands and options`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(
            "igs generate man > igs.1 && groff -man -ww -Kutf8 -z igs.1 && man -l igs.1",
            environment: ["MANWIDTH": "100", "MANPAGER": "cat"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.isEmpty, "\(outcome.story)")
        for part in [
            "ref add IMAGE", "--max-cost amount", "igs fmt", "AIREITER_API_KEY", "124",
            "concurrency",
        ] {
            #expect(outcome.output.contains(part), "\(part)")
        }
    }

    @Test func `the table of diagnostics is the one of the reference`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("igs generate diagnostics")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let path = Bench.root + "/Sources/IGSScript/IGSScript.docc/Diagnostics.md"
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(outcome.output == page, "igs generate diagnostics > \(path)")
    }

    @Test(arguments: [
        ("igs che", "check"), ("igs --serv", "--service"), ("igs --service ", "sandbox live"),
        ("igs generate f", "fish"), ("igs check p", "poster.igs"),
    ])
    func `bash completes`(line: String, candidates: String) async throws {
        let bench = try Bench()
        try bench.write("print x", to: "poster.igs")
        try bench.write(
            """
            . ./completion
            line=$1
            read -ra COMP_WORDS <<<"$line"
            if [[ $line == *' ' ]]; then COMP_WORDS+=(''); fi
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
            complete -p igs | grep -q -- '-o default .*-F _igs igs' || exit
            _igs igs "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[@]}"
            """, to: "complete.bash")
        let outcome = try await bench.shell(
            "igs generate bash > completion && bash complete.bash '\(line)'")
        #expect(outcome.output == candidates + "\n", "\(outcome.story)")
    }

    @Test(arguments: [
        ("igs che", "check"), ("igs pos", "poster.igs"), ("igs --serv", "--service"),
        ("igs --service ", "sandbox,live"), ("igs generate f", "fish"),
        ("igs check p", "poster.igs"),
    ])
    func `fish completes`(line: String, candidates: String) async throws {
        let bench = try Bench()
        try bench.write("print x", to: "poster.igs")
        let outcome = try await bench.shell(
            "igs generate fish > completion && fish -N -c 'source completion; complete -C \"\(line)\"'"
        )
        let found = outcome.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
        #expect(found.joined(separator: ",") == candidates, "\(outcome.story)")
    }

    @Test func `zsh completes verbs, scripts and options`() async throws {
        let bench = try Bench()
        try bench.write("print x", to: "poster.igs")
        try bench.makeFolder("functions")
        let generated = try await bench.shell("igs generate zsh > functions/_igs")
        #expect(generated.exitCode == 0, "\(generated.story)")
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        try terminal.start(
            "/bin/sh", ["-c", "cd '\(bench.work)' && exec zsh -f"],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        terminal.type(
            "PS1='> '; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D")
        terminal.press(.enter)
        terminal.type("print rea'dy'")
        terminal.press(.enter)
        try await terminal.wait(for: "\nready")
        for (typed, completed) in [
            ("igs pos\t", "> igs poster.igs"), ("igs che\t", "> igs check"),
            ("igs pos\t", "> igs poster.igs"), ("igs --serv\t", "> igs --service"),
        ] {
            terminal.type(typed)
            try await terminal.wait(for: completed)
            // The line goes, and the screen is cleared.
            terminal.type("\u{15}\u{0C}")
            try await terminal.wait(for: "an empty screen") { screen in
                screen.text.trimmingCharacters(in: .whitespacesAndNewlines) == ">"
            }
        }
    }
}
