import ArgumentParser
import IGSScript

/// What the first word of a call may be instead of a script: a command of its own.
///
/// A word is looked up by its name alone: a table of the commands' types would cost every start the making of them all.
enum Verb: String, CaseIterable {
    case check, clean, fmt, generate, ledger, login, plan, sandbox, test

    var command: any ParsableCommand.Type {
        switch self {
        case .check: Check.self
        case .clean: Clean.self
        case .fmt: Fmt.self
        case .generate: Generate.self
        case .ledger: LedgerVerb.self
        case .login: Login.self
        case .plan: Plan.self
        case .sandbox: Sandbox.self
        case .test: Test.self
        }
    }

    /// Returns the verb that a word was probably meant to be; nil if none is like it.
    static func name(near word: String) -> String? {
        Suggestion.nearest(to: word, in: allCases.map(\.rawValue))
    }
}
