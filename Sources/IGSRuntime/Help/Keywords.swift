import IGSScript

/// The language's own words, declared for help and completion; the parser knows their syntax.
enum Keywords {
    static let signatures = values + branches + definitions + failures + scripts

    private static func keyword(
        _ name: String, _ summary: String, _ head: String = "", _ description: String = "",
        _ discussion: [String] = [], examples: [Signature.Example] = [], habits: [String] = []
    ) -> Signature {
        Signature(
            name, summary, category: .language,
            parameters: head.isEmpty
                ? [] : [Parameter("head", .text(head), .one, description)],
            discussion: discussion, examples: examples, habits: habits)
    }

    private static let values = [
        keyword(
            "let", "give a variable a value", "NAME = VALUE | NAME += NUMBER",
            "a name, =, and a value",
            [
                "The value is one word, a list [a b c], or a range 1..4 that counts up. $name stands for it.",
                "Quote a value of several words: let style = \"soft light\".",
                "+= adds a number to a variable that holds one.",
                "A variable belongs to the session; in a 'def', to the call.",
            ],
            examples: [
                .init("let style = \"watercolour, soft light\"\nprint $style", "a text"),
                .init("let hours = [dawn noon dusk]\nprint $hours", "a list"),
                .init("let n = 1\nlet n += 1\nprint $n", "count"),
            ]),
        keyword(
            "param", "declare a parameter of the script",
            "NAME [\"WHAT IT IS\"] [= DEFAULT]", "a name, what it is, and a default",
            [
                "igs poster.igs --subject \"a harbour\" sets it; without a default it is required.",
                "igs poster.igs --help lists the parameters.",
            ],
            examples: [
                .init(
                    "param subject \"What to draw\" = \"a castle\"\nprint $subject",
                    "with a default")
            ]),
    ]

    private static let branches = [
        keyword(
            "if", "run a block if a condition holds",
            "CONDITION { … } [else if CONDITION { … }]… [else { … }]", "a condition and a block",
            [
                "Conditions compare texts and numbers with == != < <= > >=, and look at jobs:",
                "%day done, %day failed, %day width >= 1024, %day ratio 16:9.",
                "'defined NAME' and 'defined %day' ask whether there is such a variable or job,",
                "'count %day > 2' how many jobs a word means, 'exists out/day.png' whether there is a",
                "file, and '$text contains fox' whether a text has another in it.",
                "'not' binds more tightly than 'and', 'and' than 'or'; parentheses group.",
                "Put 'else' on the line of the } before it.",
            ],
            examples: [
                .init(
                    "let n = 3\nif $n > 2 and not $n == 5 {\n    print many\n} else {\n    print few\n}",
                    "numbers compare as numbers"),
                .init("gen a castle --as day\nwait\nif %day done { print ${day.size} }", "a job"),
            ], habits: ["when", "unless", "case"]),
        keyword(
            "for", "run a block for each value of a list, or each of several jobs",
            "NAME in VALUES { … }", "a name, 'in', values, a block",
            [
                "After 'in %day', ${name.status} and its like are those of the job, and %$name is the job."
            ],
            examples: [
                .init("for hour in [dawn noon dusk] {\n    print $hour\n}", "over a list"),
                .init("for n in 1..3 { print \"picture $n\" }", "over a range"),
                .init(
                    "gen a mug -n 2 --as mug\nwait\nfor job in %mug { print ${job.name} is ${job.status} }",
                    "over jobs"),
            ], habits: ["foreach", "each"]),
        keyword(
            "repeat", "run a block a number of times", "N { … }", "how many times, and a block",
            examples: [.init("repeat 3 { gen a kite, another colour }\nwait", "three times")],
            habits: ["times", "loop"]),
        keyword(
            "rows", "run a block for each row of a table",
            "FILE [--limit N] [--where COLUMN=VALUE]… { … }", "a table, options, and a block",
            [
                "The table is a .csv or .tsv file with names of columns in its first line, a .jsonl file",
                "of objects, or a .txt file, whose lines are $line. Each column is a variable: what cannot",
                "be part of one becomes _. $row is the number of the row; ${row} within a text.",
                "The file must be beside or below the script. It is read through before the run, so that a",
                "bad row is found before anything is paid; 'igs --rows other.csv FILE' takes another one.",
                "--limit takes the first N rows, --where only those with this cell.",
                "rows mugs.csv --where size=large { gen \"a $colour mug, $style\" --as $sku }",
            ], habits: ["csv", "table", "each-row"]),
        keyword(
            "break", "leave the innermost loop",
            examples: [
                .init("for n in 1..9 {\n    if $n == 3 { break }\n    print $n\n}", "1 and 2")
            ]),
        keyword(
            "continue", "continue with the next round of the innermost loop",
            examples: [
                .init(
                    "for n in 1..3 {\n    if $n == 2 { continue }\n    print $n\n}", "1 and 3")
            ], habits: ["next"]),
    ]

    private static let definitions = [
        keyword(
            "def", "define a command", "NAME [PARAMETER]… { … }",
            "a name, its parameters, and a block",
            [
                "A call gives each parameter a value: a word or a list. Calls nest at most 200 deep.",
                "The block has its own variables; it shares settings and jobs with the session.",
            ],
            examples: [
                .init(
                    "def at subject hours {\n    for hour in $hours { print \"$subject at $hour\" }\n}\nat \"a harbour\" [dawn dusk]",
                    "with two parameters")
            ], habits: ["function", "func", "fn", "proc", "alias"]),
        keyword(
            "return", "leave a command that 'def' defined",
            examples: [
                .init(
                    "def greet name {\n    if $name == nobody { return }\n    print \"hello, $name\"\n}\ngreet nobody",
                    "before its end")
            ]),
        keyword(
            "with", "run a block with other settings", "SETTING=VALUE… { … }",
            "settings with values, and a block",
            ["The settings are restored at the end of the block, even if it fails."],
            examples: [
                .init(
                    "with ratio=1:1 quality=low {\n    gen a kite\n}\nwait",
                    "two settings for a block")
            ], habits: ["using"]),
    ]

    private static let failures = [
        keyword(
            "try", "run a block, and another one if it fails", "{ … } catch [NAME] { … }",
            "a block, 'catch', a variable for the reason, a block",
            [
                "The first failure ends the block; its message is the variable's value.",
                "'try' waits for the jobs of its block, and catches their failures too.",
            ],
            examples: [
                .init(
                    "try {\n    gen \"a duel, sandbox:reject violence\"\n} catch reason {\n    print $reason\n}",
                    "a refusal")
            ], habits: ["catch", "rescue", "attempt"]),
        keyword(
            "budget", "cap what the jobs of a block may cost", "AMOUNT { … }",
            "US dollars, and a block",
            [
                "The most that a picture may cost is reserved before it is submitted; what would",
                "exceed the cap is refused. The sandbox counts by the live service's prices.",
                "'budget' waits for the jobs of its block.",
            ],
            examples: [
                .init("budget 0.10 {\n    gen a kite -n 4 --quality low\n}", "ten cents")
            ], habits: ["limit", "cap"]),
        keyword(
            "expect", "fail if a condition does not hold", "CONDITION [else \"HINT\"]",
            "a condition",
            [
                "The conditions are those of 'if'. A failure shows both values and the hint, and igs",
                "exits with 4.",
                "expect fails { … } fails if nothing in the block does; it waits for its jobs.",
            ],
            examples: [
                .init(
                    "gen a castle --ratio 16:9 --as day\nwait\nexpect %day size 1536x864",
                    "of a job"),
                .init("expect fails { save %day nowhere/ }", "a failure"),
            ], habits: ["assert", "check"]),
    ]

    private static let scripts = [
        keyword(
            "source", "run another script in this session", "FILE", "a script",
            [
                "The path is relative to the script that names it. The file must be beside or below it."
            ],
            habits: ["include", "load", "import", "."]),
        keyword(
            "plan", "show what would be submitted, and what it would cost", "{ … } | FILE",
            "a block or a script", ["Nothing is sent. 'igs plan FILE' does the same."],
            examples: [
                .init("plan {\n    for n in 1..3 { gen \"a kite, $n\" }\n}", "three pictures")
            ], habits: ["estimate", "dry-run"]),
    ]
}
