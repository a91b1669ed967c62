package import IGSScript

/// The prompts of one `gen` and the names of its jobs: what the call alone decides.
package struct PromptBatch: Sendable {
    /// The most pictures of one call.
    package static let maximumCount = 1_000

    /// The different prompts, in order.
    package let prompts: [String]
    /// How often each is asked for.
    package let copies: Int
    /// The name that was given.
    package let name: String?
    /// The seed that was drawn, because none was given: with it the same prompts are picked again.
    package let drawnSeed: UInt64?

    /// Reads the batch from a call.
    ///
    /// - Parameter drawSeed: Called where prompts are picked at random and the call has no seed.
    /// - Returns: `nil` where a value has to be computed still.
    /// - Throws: ``Diagnostic`` where the call cannot be meant so.
    package init?(_ call: Call, drawSeed: () -> UInt64) throws(Diagnostic) {
        guard let prompt = call.text(of: "prompt"), let copies = Self.copies(of: call),
            !call.has("as") || call.value(ofOption: "as") != nil
        else { return nil }
        self.copies = copies
        name = call.value(ofOption: "as")
        if call.has("expand") {
            let wanted = call.arguments(ofOption: "expand").last
            let seed = call.arguments(ofOption: "seed").last
            if wanted != nil, wanted?.value == nil { return nil }
            if seed != nil, seed?.value == nil { return nil }
            let number = wanted?.value.flatMap { Int($0) }
            drawnSeed = number != nil && seed == nil ? drawSeed() : nil
            do throws(PromptVariationsError) {
                let variations = try PromptVariations(prompt)
                prompts =
                    if let number {
                        try variations.pick(
                            number, seed: seed?.value.flatMap { UInt64($0) } ?? drawnSeed ?? 0)
                    } else {
                        try variations.all()
                    }
            } catch {
                throw PromptMessages.variations(error)
                    .located(at: call.location(of: "prompt"))
            }
        } else {
            prompts = [prompt]
            drawnSeed = nil
        }
        try check(call)
    }

    /// The number of jobs.
    package var count: Int { prompts.count * copies }

    /// The prompts of the jobs and their names, in order: `day` alone, `day-1` and so on of several.
    package var jobs: [(prompt: String, name: String?)] {
        let all = prompts.flatMap { Array(repeating: $0, count: copies) }
        guard let name else { return all.map { ($0, nil) } }
        return all.enumerated().map { ($1, count == 1 ? name : "\(name)-\($0 + 1)") }
    }

    /// How often a call asks for each prompt; `nil` where it has to be computed still.
    package static func copies(of call: Call) -> Int? {
        call.has("n") ? call.value(ofOption: "n").flatMap { Int($0) } : 1
    }

    private func check(_ call: Call) throws(Diagnostic) {
        guard prompts.allSatisfy({ $0.contains { !$0.isWhitespace } }) else {
            throw PromptMessages.emptyPrompt()
        }
        guard count <= Self.maximumCount else {
            throw PromptMessages.tooManyPictures(prompts.count, copies)
        }
        if let name, let last = jobs.last?.name, last.utf8.count > Name.maximumLength {
            throw PromptMessages.nameTooLong(name, last)
                .located(at: call.location(ofOption: "as"))
        }
    }
}
