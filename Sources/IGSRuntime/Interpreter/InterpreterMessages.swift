import IGSScript

/// What the interpreter says by itself: of expectations that do not hold, and of its bounds.
enum InterpreterMessages {
    /// A condition of `expect` that does not hold.
    static func unmetExpectation(_ condition: String, notes: [String]) -> Diagnostic {
        Diagnostic(.unmetExpectation, "expected \(condition)", notes: notes)
    }

    /// A block of `expect fails` that ran well.
    static func nothingFailed() -> Diagnostic {
        Diagnostic(
            .nothingFailed, "expected a failure, and nothing failed",
            notes: ["neither a command of the block nor one of its jobs"])
    }

    static func callsTooDeep(_ name: String) -> Diagnostic {
        Diagnostic(
            .callsTooDeep, "'\(name)' is called too deeply",
            notes: [
                "calls nest at most \(Interpreter.maximumCallDepth) deep; does it call itself?"
            ])
    }
}
