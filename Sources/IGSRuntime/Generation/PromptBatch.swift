package import IGSScript

/// The prompts of one `gen` and the names of its jobs.
package struct PromptBatch: Sendable {
    /// The most pictures of one call.
    package static let maximumCount = 1_000

    /// The different prompts, in order.
    package let prompts: [String]
    /// How many times each of them is asked for.
    package let copies: Int
    /// The name that the call gives.
    package let name: String?
    /// The seed that was drawn because the call has none; with it, the same prompts are picked
    /// again.
    package let drawnSeed: UInt64?

    /// Works out the prompts and names.
    ///
    /// - Parameter drawSeed: Called if prompts are picked at random and the call has no seed.
    /// - Returns: `nil` if a value still has to be computed.
    /// - Throws: ``Diagnostic`` if the call is not valid.
    package init?(_ options: GenOptions, drawSeed: () -> UInt64) throws(Diagnostic) {
        if let problem = options.prompt.problem { throw problem }
        guard let prompt = options.prompt.value, let copies = options.copies.value,
            let name = options.name.value, let expansion = options.expansion.value
        else { return nil }
        self.copies = copies
        self.name = name
        do throws(PromptVariationsError) {
            switch expansion {
            case .off: (prompts, drawnSeed) = ([prompt], nil)
            case .all: (prompts, drawnSeed) = (try PromptVariations(prompt).all(), nil)
            case .picked(let count, let seed):
                let drawn = seed == nil ? drawSeed() : nil
                prompts = try PromptVariations(prompt).pick(count, seed: seed ?? drawn ?? 0)
                drawnSeed = drawn
            }
        } catch {
            throw PromptMessages.variations(error).placed(at: options.places?.prompt)
        }
        try check(options)
    }

    /// The number of jobs.
    package var count: Int { prompts.count * copies }

    /// The prompts of the jobs and their names, in order. A single job is called `day`; several are called `day-1` and
    /// so on.
    package var jobs: [(prompt: String, name: String?)] {
        let all = prompts.flatMap { Array(repeating: $0, count: copies) }
        guard let name else { return all.map { ($0, nil) } }
        return all.enumerated().map { ($1, count == 1 ? name : "\(name)-\($0 + 1)") }
    }

    private func check(_ options: GenOptions) throws(Diagnostic) {
        guard prompts.allSatisfy({ $0.contains { !$0.isWhitespace } }) else {
            throw PromptMessages.emptyPrompt()
        }
        guard count <= Self.maximumCount else {
            throw PromptMessages.tooManyPictures(prompts.count, copies)
        }
        if let name, let last = jobs.last?.name, last.utf8.count > Name.maximumLength {
            throw PromptMessages.nameTooLong(name, last).placed(at: options.places?.name)
        }
    }
}

private extension Diagnostic {
    /// Returns the same diagnostic at a location, if there is one.
    func placed(at location: SourceLocation?) -> Diagnostic {
        guard let location else { return self }
        return located(at: location)
    }
}
