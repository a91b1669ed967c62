import IGSTestSupport
import Testing

/// What a caller gives may be somebody else's: the name of a file, a page's text, a variable. By no door of either program
/// does it reach a terminal as a command, and by none is it taken where it is not text.
@Suite struct CallerValueTests {
    /// Values that a terminal acts upon, as `printf` writes them, with what shows of them.
    private static let commands: [(value: String, sign: String)] = [
        // The title, red, and what goes back, clears and deletes.
        (#"\033]0;title\007\033[31ma\rb\033[2K\010\177\033cz"#, "]0;title"),
        // The same in C1's characters, and what turns around, isolates and breaks lines.
        (
            #"\302\235\060;title\302\234\302\23331mred\342\200\256live\342\201\246\342\200\251\330\234"#,
            "0;title"
        ),
    ]

    @Test(arguments: Door.groups, commands)
    func `no value reaches a terminal as a command to it`(
        group: Door.Group, command: (value: String, sign: String)
    ) async throws {
        let bench = try Bench()
        let outcomes = try await bench.outcomes(
            of: group.doors.map(\.call), value: command.value, preparation: Door.preparation)
        for (door, outcome) in zip(group.doors, outcomes) {
            #expect(outcome.isPlain, "\(outcome)")
            #expect(!outcome.bytes.isEmpty || outcome.code == 0, "\(outcome)")
            switch door.answer {
            case .shown(let code):
                #expect(outcome.code == code, "\(outcome)")
                #expect(outcome.text.contains(command.sign), "\(outcome)")
            case .silent(let code):
                #expect(outcome.code == code, "\(outcome)")
            }
        }
        #expect(bench.journals.isEmpty)
    }

    /// A byte that never is one of UTF-8's, and a character that is cut.
    @Test(arguments: Door.groups, [#"x\377"#, #"caf\303"#])
    func `no value is taken that is not text, and what it stands for is named`(
        group: Door.Group, value: String
    ) async throws {
        try await refuse(value, at: group)
    }

    /// A surrogate, a form that is too long, a number that is too large, and C1 of ISO 8859-1.
    @Test(arguments: [
        #"\355\240\200y"#, #"\300\257"#, #"\364\220\200\200"#, #"a\23331mb"#, #"a\200"#,
    ])
    func `bytes that look like UTF-8 and are not are refused`(value: String) async throws {
        for group in Door.groups where ["options of verbs", "files"].contains(group.description) {
            try await refuse(value, at: group)
        }
    }

    private func refuse(_ value: String, at group: Door.Group) async throws {
        let bench = try Bench()
        let outcomes = try await bench.outcomes(
            of: group.doors.map(\.call), value: value, preparation: Door.preparation)
        for (door, outcome) in zip(group.doors, outcomes) {
            #expect(outcome.isPlain, "\(outcome)")
            #expect(outcome.code == door.refusal.code, "\(outcome)")
            #expect(outcome.text.contains(door.refusal.id), "\(outcome)")
            if door.refusal.code == 2 {
                let names = door.name.map(outcome.text.contains)
                #expect(names ?? outcome.text.contains(/argument [1-9]/), "\(outcome)")
            }
        }
        // Not even a folder was made for it.
        #expect(bench.journals.isEmpty)
        #expect(Bench.contents(of: bench.home).isEmpty)
    }

    /// Variables of which the value is for others, or a list of which a part is of no use.
    @Test func `a variable that others read may hold any bytes`() async throws {
        let bench = try Bench()
        let names = ["LANG", "PATH", "NO_COLOR", "DISPLAY", "OTHER", "PAGER"]
        let outcomes = try await bench.outcomes(
            of: names.map { "\($0)=\"$\($0):$E\" igs -c 'print x'" }
                + names.map { "\($0)=\"$\($0):$E\" igs-sandbox --list-faults" },
            value: #"\377\033[31m"#)
        for outcome in outcomes {
            #expect(outcome.code == 0 && outcome.isPlain && !outcome.output.isEmpty, "\(outcome)")
        }
    }

    @Test(arguments: [
        "igs --home", "igs login --home", "igs ledger repair --home", "igs clean --home",
    ])
    func `an empty folder is refused: the user's own does not replace it`(
        call: String
    ) async throws {
        let bench = try Bench()
        for call in ["\(call) ''", "\(call)="] {
            let outcome = try await bench.shell("echo key | \(call)")
            #expect(outcome.exitCode == 2, "\(outcome.story)")
            #expect(outcome.errors.contains("--home"), "\(outcome.story)")
        }
        #expect(Bench.contents(of: bench.folder + "/user").isEmpty)
    }
}
