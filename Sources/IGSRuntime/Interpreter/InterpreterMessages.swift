import IGSScript

/// Messages of the interpreter itself: about expectations that do not hold, and about its limits.
enum InterpreterMessages {
    /// Says that a condition of `expect` does not hold.
    static func unmetExpectation(_ condition: String, notes: [String]) -> Diagnostic {
        Diagnostic(.unmetExpectation, "expected \(condition)", notes: notes)
    }

    /// Says that nothing in an `expect fails` block failed.
    static func nothingFailed(hint: String?) -> Diagnostic {
        Diagnostic(
            .nothingFailed, "expected a failure, but nothing failed",
            notes: ["neither a command of the block nor one of its jobs"]
                + [hint].compactMap(\.self))
    }

    static func callsTooDeep(_ name: String) -> Diagnostic {
        Diagnostic(
            .callsTooDeep, "'\(name)' is called too deeply",
            notes: [
                "calls nest at most \(Interpreter.maximumCallDepth) deep; does it call itself?"
            ])
    }
}
