import IGSScript

/// The language's own words, declared for help and completion; the parser knows their syntax.
enum Keywords {
    static let signatures = [
        Signature(
            "let", "gives a variable a value", category: .language,
            parameters: [
                Parameter("binding", .text("NAME = VALUE"), .text, "a name, =, and a value")
            ],
            discussion: [
                "The value is one word, a list [a b c], or a range 1..4. $name stands for it.",
                "Quote a value of several words: let style = \"soft light\".",
            ],
            examples: [
                .init("let style = \"watercolour, soft light\"\nprint $style", "a text"),
                .init("let hours = [dawn noon dusk]\nprint $hours", "a list"),
            ]),
        Signature(
            "param", "declares a value that the caller of a script may give", category: .language,
            parameters: [
                Parameter(
                    "declaration", .text("NAME [\"WHAT IT IS\"] [= DEFAULT]"), .text,
                    "a name, what it is, and a default")
            ],
            discussion: [
                "igs poster.igs --subject \"a harbour\" gives it; without a default it must be given.",
                "igs poster.igs --help lists the parameters.",
            ],
            examples: [
                .init(
                    "param subject \"What to draw\" = \"a castle\"\nprint $subject",
                    "with a default")
            ]),
        Signature(
            "for", "runs a block for each value of a list", category: .language,
            parameters: [
                Parameter(
                    "head", .text("NAME in VALUES { … }"), .text, "a name, 'in', values, a block")
            ],
            examples: [
                .init("for hour in [dawn noon dusk] {\n    print $hour\n}", "over a list"),
                .init("for n in 1..3 { print \"picture $n\" }", "over a range"),
            ], habits: ["foreach", "each"]),
        Signature(
            "source", "runs another script in this session", category: .language,
            parameters: [Parameter("path", .text("FILE"), "a script")],
            discussion: [
                "The path is relative to the script that names it, and lies beside or below it."
            ], habits: ["include", "load", "."]),
    ]
}
