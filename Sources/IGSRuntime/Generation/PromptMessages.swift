import IGSClient
import IGSScript

/// Messages of the check about the prompts of a `gen` and the jobs that it makes.
enum PromptMessages {
    static func emptyPrompt() -> Diagnostic {
        Diagnostic(
            .emptyPrompt, "the prompt is empty", notes: ["say what to draw: gen a castle"])
    }

    static func unusableFile(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(.unusablePromptFile, "the file '\(path)' cannot be a prompt: \(reason)")
    }

    static func tableAsPrompt(_ path: String) -> Diagnostic {
        Diagnostic(
            .unusablePromptFile, "the file '\(path)' cannot be a prompt: it is a table",
            notes: ["'rows \(path) { gen $COLUMN }' makes a picture of each row"])
    }

    static func badRequest(_ error: RequestError) -> Diagnostic {
        switch error.code {
        case .emptyPrompt: emptyPrompt()
        case .impossiblePair(let ratio, let resolution):
            SettingMessages.impossiblePair(ratio, resolution)
        case .tooManyReferences: ReferenceMessages.tooManyReferences()
        }
    }

    static func variations(_ error: PromptVariationsError) -> Diagnostic {
        switch error {
        case .unclosedGroup: unbalanced("'{' has no '}'")
        case .unopenedGroup: unbalanced("'}' has no '{'")
        case .tooDeep:
            Diagnostic(
                .choicesTooDeep, "the braces of the prompt nest too deeply",
                notes: ["at most \(PromptVariations.maximumDepth) levels are allowed"])
        case .tooManyParts:
            Diagnostic(
                .tooManyAlternatives, "the braces of the prompt have too many alternatives",
                notes: ["at most \(PromptVariations.maximumPartCount) are allowed"])
        case .tooMany(let count):
            Diagnostic(
                .tooManyCombinations,
                count < .max
                    ? "the prompt has \(count) combinations"
                    : "the prompt has too many combinations",
                notes: [
                    "--expand makes at most \(PromptVariations.maximumCount)"
                        + (count < .max ? "; --expand=10 picks ten of them at random" : "")
                ])
        case .tooLong:
            Diagnostic(
                .combinationsTooLong, "the combinations of the prompt are too long",
                notes: [
                    "together they may take \(PromptVariations.maximumByteCount >> 20) MiB; "
                        + "--expand=N makes fewer"
                ])
        }
    }

    private static func unbalanced(_ what: String) -> Diagnostic {
        Diagnostic(
            .unbalancedChoice, "\(what) in the prompt",
            notes: [
                "with --expand, {a|b} is a choice; '\\{' in single quotes is a brace"
            ])
    }

    static func tooManyPictures(_ prompts: Int, _ copies: Int) -> Diagnostic {
        Diagnostic(
            .tooManyPictures, "\(prompts) prompts, \(copies) times each, are too many pictures",
            notes: ["one gen creates at most \(PromptBatch.maximumCount)"])
    }

    static func nameTooLong(_ name: String, _ longest: String) -> Diagnostic {
        Diagnostic(
            .nameTooLong, "the name '\(name)' is too long for several jobs",
            notes: [
                "'\(longest)' would have \(longest.utf8.count) characters; "
                    + "at most \(Name.maximumLength) are allowed"
            ])
    }

    static func seedWithoutPick() -> Diagnostic {
        Diagnostic(
            .seedWithoutPick, "'--seed' needs '--expand=N'",
            notes: [
                "it repeats the random choice of --expand=N; the service has no seed for pictures"
            ])
    }

    static func numberBesideExpand(_ number: String) -> Diagnostic {
        Diagnostic(
            .numberInPrompt, "'\(number)' is part of the prompt",
            notes: ["--expand=\(number) picks \(number) combinations at random"])
    }

    /// Says what several jobs cost together.
    static func sum(of estimates: [Estimate]) -> Diagnostic {
        let sum = Price(mills: estimates.reduce(0) { $0 + $1.price.mills })
        let isFree = estimates.contains(where: \.isFree)
        return Diagnostic(
            .note,
            "\(estimates.count) jobs, at most \(sum)" + (isFree ? " at the live service" : ""))
    }

    static func drawnSeed(_ seed: UInt64, _ count: Int) -> Diagnostic {
        Diagnostic(
            .note, "picked \(count) at random; '--seed \(seed)' picks the same again")
    }
}
