import Foundation
import IGSTestSupport
import Testing

/// A folder that cannot be made or used: by every door of both programs it is told before anything is sent, with its path
/// and what helps. That tests may run as a superuser rules permissions out: something else is in the folder's place.
@Suite struct UnusableFolderTests {
    /// Something that is no folder, and cannot become one.
    struct Obstacle: Sendable, CustomStringConvertible {
        let description: String
        let path: String
        /// Whether the system does not even look whether there is a file below it.
        var isUnreadable = false

        /// What messages show of the path: of a long one, its beginning.
        var sign: String { String(path.prefix(150)) }
    }

    private static let obstacles = [
        Obstacle(description: "a file", path: "blocked"),
        Obstacle(description: "below a file", path: "blocked/deeper"),
        Obstacle(description: "a file system of the system's", path: "/proc/igs"),
        Obstacle(description: "below a device", path: "/dev/null/x"),
        Obstacle(description: "a link that leads nowhere", path: "dangling"),
        Obstacle(description: "below a link that leads to a file", path: "link/x"),
        Obstacle(description: "a link that leads to itself", path: "loop", isUnreadable: true),
        Obstacle(
            description: "a name that is too long", path: String(repeating: "n", count: 300),
            isUnreadable: true),
        Obstacle(
            description: "a path that is too long",
            path: String(repeating: String(repeating: "p", count: 200) + "/", count: 30) + "p",
            isUnreadable: true),
    ]

    private static let preparation = """
        printf 'a file' > blocked; chmod 644 blocked; ln -s loop loop; ln -s nowhere/at/all dangling
        ln -s blocked link; printf 'gen a cat\\n' > g.igs; printf 'param x\\ngen $x\\n' > p.igs
        printf '# CHECK: x\\nprint x\\n' > passes.igs
        """

    /// What is done with a folder `$E`, the code of the answer, and what it names as the way out.
    private static func doors(_ obstacle: Obstacle) -> [(call: String, code: Int32, way: String)] {
        let runs = [
            "-c 'gen a cat'", "--json -c 'gen a cat'", "--keep-going -c 'gen a cat; gen a dog'",
            "g.igs", "p.igs --x cat", "- < g.igs", "< g.igs", "--detach g.igs",
        ]
        let settings = [
            "igs --home \"$E\"", "igs --home=\"$E\"", "IGS_HOME=\"$E\" igs",
        ]
        var doors: [(String, Int32, String)] = []
        for setting in settings {
            for run in runs {
                // Whether a key is kept there cannot be known.
                doors.append(("\(setting) \(run)", obstacle.isUnreadable ? 5 : 1, "--home DIR"))
            }
        }
        for setting in [
            "igs login --home \"$E\"", "IGS_HOME=\"$E\" igs login",
        ] {
            doors.append(("echo key | \(setting)", 1, "--home DIR"))
        }
        doors += [
            ("igs ledger repair --home \"$E\"", 1, "--home DIR"),
            ("IGS_HOME=\"$E\" igs ledger repair", 1, "--home DIR"),
        ]
        if obstacle.path.hasPrefix("/") {
            doors += [
                ("unset IGS_HOME; HOME=\"$E\" igs -c 'gen a cat'", 1, "--home DIR"),
                ("unset IGS_HOME; XDG_STATE_HOME=\"$E\" igs -c 'gen a cat'", 1, "--home DIR"),
                (
                    "unset IGS_HOME; echo key | XDG_CONFIG_HOME=\"$E\" igs login", 1,
                    "--home DIR"
                ),
                ("TMPDIR=\"$E\" igs test passes.igs", 1, "TMPDIR"),
                ("TMPDIR=\"$E\" igs test --json passes.igs", 1, "TMPDIR"),
            ]
        }
        for start in ["timeout 20 igs-sandbox", "timeout 20 igs sandbox"] {
            doors += [
                ("\(start) --state \"$E\"", 1, "--state"),
                ("\(start) --state=\"$E/x\" --key k", 1, "--state"),
                ("\(start) --journal \"$E/x\"", 1, "--journal"),
                ("\(start) --state ok --journal \"$E/x\"", 1, "--journal"),
                ("TMPDIR=\"$E\" \(start)", 1, "TMPDIR"),
            ]
        }
        return doors.map { (call: $0.0, code: $0.1, way: $0.2) }
    }

    @Test(arguments: obstacles)
    func `a folder that cannot be made is named, with what helps, and nothing is sent`(
        obstacle: Obstacle
    ) async throws {
        let bench = try Bench()
        let doors = Self.doors(obstacle)
        let outcomes = try await bench.outcomes(
            of: doors.map(\.call), value: obstacle.path, preparation: Self.preparation)
        for (door, outcome) in zip(doors, outcomes) {
            #expect(outcome.code == door.code, "\(obstacle): \(outcome)")
            let names = outcome.text.contains(obstacle.sign)
            #expect(names && outcome.text.contains(door.way), "\(obstacle): \(outcome)")
            #expect(outcome.isPlain && !outcome.text.contains("Fatal"), "\(obstacle): \(outcome)")
        }
        #expect(bench.journals.filter { $0 != "work/ok/journal.jsonl" }.isEmpty)
        #expect(bench.bytes(of: "blocked") == Array("a file".utf8))
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.work + "/blocked")
        #expect(attributes[.posixPermissions] as? Int == 0o644)
    }

    @Test(arguments: obstacles, [[], ["--json"], ["--no-rc"]])
    func `there is no prompt where nothing could be kept, and a way out is named`(
        obstacle: Obstacle, options: [String]
    ) async throws {
        let bench = try Bench()
        _ = try await bench.shell(Self.preparation)
        let terminal = try await bench.prompt(
            options + ["--home", obstacle.path], columns: 200, rows: 60, sign: nil)
        #expect(try await terminal.exitStatus() == (obstacle.isUnreadable ? 5 : 1))
        // The message is the last that comes, and may be read a moment later.
        try await terminal.wait(for: "--home DIR")
        let words = terminal.transcript.filter { !$0.isWhitespace }
        #expect(words.contains(obstacle.sign), "\(terminal.transcript.debugDescription)")
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
        #expect(bench.journals.isEmpty)
    }

    /// Files where igs has folders of its own, below a home that is as it should be.
    @Test(arguments: [
        "state", "state/sandbox", "state/store", "state/store/images", "state/owners",
    ])
    func `a file in the place of one of igs's own folders is told before anything is sent`(
        name: String
    ) async throws {
        let bench = try Bench()
        let outcomes = try await bench.outcomes(
            of: [
                "igs --home home -c 'gen a cat; wait'", "igs --home home g.igs",
                "igs --home home < g.igs",
            ],
            preparation: """
                umask 077; mkdir -p "home/\(name)"; rmdir "home/\(name)"; echo x > "home/\(name)"
                printf 'gen a cat\\n' > g.igs
                """)
        for outcome in outcomes {
            #expect(outcome.code == 1, "\(outcome)")
            #expect(outcome.text.contains("/home/\(name)"), "\(outcome)")
            #expect(outcome.text.contains("--home DIR"), "\(outcome)")
            #expect(outcome.text.contains("nothing was sent"), "\(outcome)")
        }
        #expect(bench.journals.isEmpty)
        #expect(bench.bytes(of: "home/\(name)") == Array("x\n".utf8))
    }
}
