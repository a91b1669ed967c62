extension Door {
    /// Doors that take some of a test's time together.
    struct Group: Sendable, CustomStringConvertible {
        let description: String
        let doors: [Door]
    }

    /// Every verb and both programs, with a value in each place that takes one.
    static let groups = [
        Group(description: "words", doors: words),
        Group(description: "options", doors: options),
        Group(description: "options of verbs", doors: optionsOfVerbs),
        Group(description: "parameters of scripts", doors: parameters),
        Group(description: "files", doors: files),
        Group(description: "variables", doors: variables),
        Group(description: "the sandbox's options", doors: sandboxOptions),
        Group(description: "the sandbox's variables", doors: sandboxVariables),
    ]

    /// What the calls work with.
    static let preparation = #"""
        printf 'param title "a title"\nprint $title\n' > t.igs
        printf 'gen a cat\n' > g.igs
        printf 'print "x\n' > "bad$E.igs"
        printf 'print   x\n' > "odd$E.igs"
        printf '# CHECK: y\nprint x\n' > "fails$E.igs"
        printf '# CHECK: x\nprint x\n' > passes.igs
        printf 'submit 1 %s\n' "$E" > bad.plan
        """#

    private init(
        _ call: String, _ answer: Answer, name: String? = nil, refusal: (Int32, String)? = nil
    ) {
        self.init(call: call, answer: answer, name: name)
        if let refusal { self.refusal = refusal }
    }

    /// A word where a verb, a file or an option may stand.
    private static let words: [Door] = {
        let starts = [
            "igs", "igs check", "igs plan", "igs fmt", "igs test", "igs login", "igs ledger",
            "igs clean",
            "igs ledger repair", "igs generate", "igs sandbox", "igs-sandbox", "igs --json",
            "igs check --json", "igs plan --json", "igs test --json", "igs fmt --check",
        ]
        // With these, that the file is missing comes first.
        let silent = ["igs check", "igs fmt", "igs test", "igs generate"]
        var doors = starts.map { Door("\($0) \"$E\"", .shown(2)) }
        doors.append(Door("igs help \"$E\"", .shown(2)))
        for start in starts + ["igs help"] where !start.contains("--") {
            for dashes in ["-", "--", "--x"] {
                doors.append(
                    Door(
                        "\(start) \"\(dashes)$E\"", silent.contains(start) ? .silent(2) : .shown(2))
                )
            }
        }
        return doors
    }()

    /// The options of igs, with the value beside them and after an equals sign, for each kind of input.
    private static let options: [Door] = {
        let inputs = ["-c 'gen x'", "t.igs", "- < g.igs", "< g.igs", "--json -c 'gen x'"]
        var doors: [Door] = []
        for input in inputs {
            for option in ["--service", "--dialect", "--speed", "--max-cost", "--faults"] {
                doors.append(Door("igs \(option) \"$E\" \(input)", .shown(2)))
                doors.append(Door("igs \(option)=\"$E\" \(input)", .shown(2)))
            }
            doors.append(Door("igs --out \"/dev/null/$E\" \(input)", .shown(2)))
            guard input != "t.igs" else { continue }
            doors.append(Door("igs --home \"/dev/null/$E\" \(input)", .shown(1)))
            doors.append(Door("igs --home=\"/dev/null/$E\" \(input)", .shown(1)))
        }
        for start in ["igs", "igs --json", "igs --keep-going --detach"] {
            doors.append(Door("\(start) -c \"$E\"", .shown(3), refusal: (3, "E0101")))
        }
        return doors + [
            Door("igs -c \"print '$E'\"", .shown(0), refusal: (3, "E0101")),
            Door("igs --env \"$E\" -c 'print x'", .silent(0)),
            Door("igs --resume=\"$E\" t.igs", .shown(2)),
        ]
    }()

    private static let optionsOfVerbs = [
        Door("igs plan --max-cost \"$E\" g.igs", .shown(2)),
        Door("igs fmt --check=\"$E\" t.igs", .shown(2)),
        Door("igs check --json=\"$E\" t.igs", .shown(2)),
        Door("igs test --jobs \"$E\" passes.igs", .shown(2)),
        Door("igs test --speed \"$E\" passes.igs", .shown(2)),
        Door("igs test --timeout \"$E\" passes.igs", .silent(2)),
        Door("igs test --junit \"/dev/null/$E\" passes.igs", .shown(1)),
        Door("echo key | igs login --home \"/dev/null/$E\"", .shown(1)),
        Door("igs login --forget --home \"/dev/null/$E\"", .shown(0)),
        Door("igs ledger repair --home \"/dev/null/$E\"", .shown(1)),
        Door("igs clean --home \"/dev/null/$E\"", .shown(1)),
        Door("igs clean --older \"$E\"", .shown(2)),
    ]

    private static let parameters: [Door] = {
        var doors: [Door] = []
        for start in ["igs t.igs", "igs --json t.igs", "igs plan t.igs", "igs plan --json t.igs"] {
            doors += [
                Door("\(start) \"$E\"", .shown(2)), Door("\(start) \"--$E\"", .shown(2)),
                Door("\(start) \"--$E\" x", .shown(2)), Door("\(start) \"--$E=x\"", .shown(2)),
                Door("\(start) --title x -c \"$E\"", .silent(2)),
                Door("\(start) --title -c --x=\"$E\"", .silent(2)),
            ]
        }
        return doors + [
            Door("igs t.igs --title \"$E\"", .shown(0)),
            Door("igs t.igs --title=\"$E\"", .shown(0)),
            Door("igs --json t.igs --title \"$E\"", .shown(0)),
            Door("igs - --title \"$E\" < t.igs", .shown(0)),
            Door("igs - \"$E\" < t.igs", .shown(2)),
            Door("igs t.igs --title x --resume=\"$E\"", .shown(2)),
            Door("igs plan t.igs --title \"$E\"", .silent(0)),
            Door("igs plan t.igs --resume=\"$E\"", .silent(2)),
            Door(
                "VALUE=\"$E\" igs --env VALUE -c 'print ${env.VALUE}'", .shown(0), name: "VALUE"),
        ]
    }()

    /// Files that are there, and have such a name.
    private static let files = [
        Door("igs \"bad$E.igs\"", .shown(3)), Door("igs -- \"bad$E.igs\"", .shown(3)),
        Door("igs --json \"bad$E.igs\"", .shown(3)), Door("igs check \"bad$E.igs\"", .shown(3)),
        Door("igs check t.igs \"bad$E.igs\"", .shown(3)),
        Door("igs check --json \"bad$E.igs\"", .shown(3)),
        Door("igs plan \"bad$E.igs\"", .shown(3)), Door("igs plan --json \"bad$E.igs\"", .shown(3)),
        Door("igs fmt \"bad$E.igs\"", .shown(3)), Door("igs fmt --check \"odd$E.igs\"", .shown(1)),
        Door("igs test \"fails$E.igs\"", .shown(1)),
        Door("igs test --json \"fails$E.igs\"", .shown(1)),
    ]

    /// The variables that igs reads.
    private static let variables: [Door] = {
        let folders: [(String, String, Answer)] = [
            ("IGS_HOME", "igs -c 'gen x'", .shown(1)), ("IGS_HOME", "igs < g.igs", .shown(1)),
            ("IGS_HOME", "igs g.igs", .shown(1)), ("IGS_HOME", "igs ledger repair", .shown(1)),
            ("IGS_HOME", "igs login --forget", .shown(0)), ("HOME", "igs -c 'gen x'", .shown(1)),
            ("XDG_STATE_HOME", "igs -c 'gen x'", .shown(1)),
            ("XDG_CONFIG_HOME", "igs login --forget", .shown(0)),
            ("TMPDIR", "igs test passes.igs", .shown(1)),
        ]
        let values: [(String, String, Answer)] = [
            ("IGS_BASE_URL", "$E", .shown(2)), ("IGS_BASE_URL", "http://$E", .shown(2)),
            ("IGS_BASE_URL", "http://127.0.0.1:$E", .shown(2)), ("IGS_DIALECT", "$E", .shown(2)),
            ("IGS_MODEL", "$E", .shown(2)), ("https_proxy", "http://$E", .silent(2)),
            ("HTTPS_PROXY", "http://$E", .silent(2)), ("HTTPS_PROXY", "http://u:$E@h", .silent(0)),
            ("no_proxy", "$E", .silent(0)), ("NO_PROXY", "$E", .silent(0)),
            ("EDITRC", "$E", .silent(0)), ("VISUAL", "$E", .silent(0)),
            ("EDITOR", "$E", .silent(0)), ("SHELL", "$E", .silent(0)),
            ("AIREITER_API_KEY", "$E", .silent(5)),
        ]
        return folders.map { name, call, answer in
            Door("unset IGS_HOME; \(name)=\"/dev/null/$E\" \(call)", answer, name: name)
        }
            + values.map { name, value, answer in
                Door(
                    "AIREITER_API_KEY=k; export AIREITER_API_KEY; \(name)=\"\(value)\" igs -c 'print x'",
                    answer, name: name)
            }
            + [
                Door(
                    "AIREITER_API_KEY=k IGS_MODEL=\"$E\" igs --dialect images -c 'print x'",
                    .shown(2), name: "IGS_MODEL"),
                Door("IGS_BASE_URL=\"$E\" igs login", .shown(2), name: "IGS_BASE_URL"),
                Door(
                    "AIREITER_API_KEY=\"$E\" igs check t.igs", .silent(0), name: "AIREITER_API_KEY"),
            ]
    }()

    /// Both ways to start the sandbox.
    private static let sandboxOptions: [Door] = {
        var doors: [Door] = []
        for start in ["timeout 20 igs-sandbox", "timeout 20 igs sandbox"] {
            for option in [
                "--port", "--speed", "--credits", "--replies", "--duplicates", "--faults",
            ] {
                doors.append(Door("\(start) \(option) \"$E\"", .shown(2)))
                doors.append(Door("\(start) \(option)=\"$E\"", .shown(2)))
            }
            doors += [
                Door("\(start) --key \"$E\"", .silent(2)),
                Door("\(start) --state \"/dev/null/$E\"", .shown(1)),
                Door("\(start) --journal \"/dev/null/$E\"", .shown(1)),
                Door("\(start) --embedded --state \"/dev/null/$E\"", .shown(1)),
                Door("\(start) --faults \"$E\" --check-faults", .shown(2)),
                Door("\(start) --list-faults=\"$E\"", .shown(2)),
                Door("\(start) --list-faults \"$E\"", .shown(2)),
            ]
        }
        return doors
    }()

    /// The sandbox's variables, and a plan of faults, which may be anybody's.
    private static let sandboxVariables: [Door] = {
        var doors = [
            Door("igs --faults bad.plan -c 'print x'", .shown(2), name: "bad.plan"),
            Door("igs --json --faults bad.plan -c 'print x'", .shown(2), name: "bad.plan"),
        ]
        for start in ["timeout 20 igs-sandbox", "timeout 20 igs sandbox"] {
            doors += [
                Door(
                    "IGS_SANDBOX_KEY=\"$E\" \(start)", .silent(2), name: "IGS_SANDBOX_KEY",
                    refusal: (2, "must be printable ASCII")),
                Door(
                    "IGS_SANDBOX_KEY=\"$E\" \(start) --embedded", .silent(2),
                    name: "IGS_SANDBOX_KEY", refusal: (2, "must be printable ASCII")),
                Door("TMPDIR=\"/dev/null/$E\" \(start)", .shown(1), name: "TMPDIR"),
                Door("\(start) --faults bad.plan", .shown(2), name: "bad.plan"),
                Door("\(start) --check-faults --faults bad.plan", .shown(2), name: "bad.plan"),
            ]
        }
        return doors
    }()
}
