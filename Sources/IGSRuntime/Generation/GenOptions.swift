import IGSClient
package import IGSScript

/// What one `gen` says, with the settings for what it does not say.
///
/// It is read from a call (before the run, as far as the values are known), or made from what a job asked for. A `gen`'s
/// jobs (``PromptBatch``), its requests (``GenPlan``), what a plan lists, and the line that asks for them again
/// (``GenLine``) follow from it. Checks that point at a word read the call.
package struct GenOptions: Sendable {
    /// A text, and what can be shown of it before it is known.
    package struct Text: Sendable {
        /// `nil` if it still has to be computed.
        let value: String?
        /// The text with the known values filled in, and everything else as it is written.
        let asFarAsKnown: String
        /// Why there is no value, although nothing has to be computed.
        var problem: Diagnostic?
    }

    /// The references that are sent with the pictures' requests.
    enum References: Sendable {
        case wholeSet
        /// The references with these names or numbers; none with `--no-refs`.
        case named([Text])
    }

    /// How `{a|b}` in the prompt is treated.
    enum Expansion: Sendable {
        /// As text.
        case off
        /// As a choice: each combination is a prompt.
        case all
        /// As a choice: some combinations are picked at random. Without a seed, one is drawn.
        case picked(Int, seed: UInt64?)
    }

    let prompt: Text
    let expansion: Known<Expansion>
    /// How many times each prompt is asked for.
    let copies: Known<Int>
    let ratio: Known<AspectRatio>
    let resolution: Known<Resolution>
    /// `nil` means the service's own default.
    let quality: Known<Quality?>
    let references: References
    let name: Known<String?>
    /// Where the prompt and the name are in the source, for a diagnostic; `nil` if nobody has
    /// written them.
    let places: (prompt: SourceLocation, name: SourceLocation)?

    /// Whether `{a|b}` in the prompt is a choice.
    var expands: Bool {
        if case .known(.off) = expansion { false } else { true }
    }
}

// MARK: - The declaration

extension GenOptions {
    /// The name of the command.
    package static let command = "gen"

    static let promptKey = ParameterKey<String>("prompt", .prompt, .text, "a prompt", or: fileKey)
    static let fileKey = OptionKey<String>(
        "from", .text("FILE", role: .file), "take the prompt from a text file",
        habits: ["file", "input", "prompt-file"])
    static let ratioKey = OptionKey<AspectRatio>(
        "ratio", .ratio, "the aspect ratio of this picture", default: "the setting",
        habits: ["ar", "aspect", "size"])
    static let resolutionKey = OptionKey<Resolution>(
        "resolution", .resolution, "the resolution of this picture", default: "the setting",
        habits: ["res", "size"])
    static let qualityKey = OptionKey<Quality>(
        "quality", .quality, "the quality of this picture", default: "the setting",
        habits: ["q"])
    static let copiesKey = OptionKey<Int>(
        "n", letter: "n", .integer("N", in: 1...100), "how many pictures from each prompt",
        default: "1", habits: ["count", "number"])
    static let nameKey = OptionKey<String>(
        "as", .newName(of: "job"), "name the job", habits: ["name", "id"])
    static let referencesKey = OptionKey<[String]>(
        "ref", .reference, "use this reference instead of the whole set",
        habits: ["reference", "sref", "cref", "image"])
    static let noReferencesKey = OptionKey<Bool>("no-refs", "use no references")
    static let expandKey = OptionKey<Int>(
        "expand", .integer("N", in: 1...PromptVariations.maximumCount), isValueOptional: true,
        "create a picture for each combination of {a|b}, or for N of them",
        habits: ["combine", "permute", "variations"])
    static let seedKey = OptionKey<UInt64>(
        "seed", .integer("SEED", in: 0...Int(UInt32.max)), "the seed of the random choice of N")

    /// The options, in the order of the help page.
    static let keys: [any OptionDeclaration] = [
        fileKey, ratioKey, resolutionKey, qualityKey, copiesKey, nameKey, referencesKey,
        noReferencesKey, expandKey, seedKey,
    ]
}

// MARK: - From a call

extension GenOptions {
    /// Reads a call during a run.
    ///
    /// - Parameter settings: The settings for what the call does not say.
    package init(_ call: Call, settings: Settings) {
        self.init(
            call, nil, ratio: .known(settings.ratio), resolution: .known(settings.resolution),
            quality: .known(settings.quality))
    }

    /// Reads a call before the run, as far as its values and the settings are known.
    package init(_ call: Call, _ knowledge: Knowledge) {
        let isQualityKnown = knowledge.settings[Self.qualityKey.option.name] != .some(nil)
        self.init(
            call, knowledge, ratio: Known(knowledge.setting(of: Self.ratioKey)),
            resolution: Known(knowledge.setting(of: Self.resolutionKey)),
            quality: isQualityKnown ? .known(knowledge.setting(of: Self.qualityKey)) : .open)
    }

    private init(
        _ call: Call, _ knowledge: Knowledge?, ratio: Known<AspectRatio>,
        resolution: Known<Resolution>, quality: Known<Quality?>
    ) {
        func given<Value: WordValue>(_ key: OptionKey<Value>) -> Known<Value>? {
            call.has(key) ? Known(call[key]) : nil
        }
        func text(_ argument: Call.Argument) -> String {
            argument.value
                ?? argument.word.text(asFarAsKnownIn: knowledge, call.location.file)
        }
        let words = call.arguments(of: Self.promptKey)
        if words.isEmpty, let file = call.arguments(of: Self.fileKey).last {
            prompt = Self.prompt(
                inFile: file.value, at: call.location(of: Self.fileKey),
                asFarAsKnown: "\(Self.fileKey.option.spelling) \(text(file))")
        } else {
            let prompt = call[Self.promptKey]
            self.prompt = Text(
                value: prompt,
                asFarAsKnown: prompt ?? words.map(text).joined(separator: " "))
        }
        expansion = Self.expansion(of: call)
        copies = given(Self.copiesKey) ?? .known(1)
        self.ratio = given(Self.ratioKey) ?? ratio
        self.resolution = given(Self.resolutionKey) ?? resolution
        self.quality = given(Self.qualityKey)?.optional ?? quality
        name = given(Self.nameKey)?.optional ?? .known(nil)
        references =
            call.has(Self.referencesKey) || call[Self.noReferencesKey]
            ? .named(
                call.arguments(of: Self.referencesKey).map {
                    Text(value: $0.value, asFarAsKnown: text($0))
                })
            : .wholeSet
        places = (
            words.isEmpty ? call.location(of: Self.fileKey) : call.location(of: Self.promptKey),
            call.location(of: Self.nameKey)
        )
    }

    /// - Parameter path: `nil` if it still has to be computed.
    private static func prompt(
        inFile path: String?, at location: SourceLocation, asFarAsKnown: String
    ) -> Text {
        guard let path else { return Text(value: nil, asFarAsKnown: asFarAsKnown) }
        do throws(Diagnostic) {
            return Text(try PromptFile.prompt(in: path, namedBy: location.file))
        } catch {
            return Text(
                value: nil, asFarAsKnown: asFarAsKnown, problem: error.located(at: location))
        }
    }

    private static func expansion(of call: Call) -> Known<Expansion> {
        guard call.has(expandKey) else { return .known(.off) }
        let seed = call[seedKey]
        guard seed != nil || !call.has(seedKey) else { return .open }
        guard !call.arguments(of: expandKey).isEmpty else { return .known(.all) }
        return Known(call[expandKey].map { Expansion.picked($0, seed: seed) })
    }
}

private extension Knowledge {
    /// Returns the value of the setting that an option overrides; `nil` if it is not known, or not set.
    func setting<Value: WordValue>(of key: OptionKey<Value>) -> Value? {
        (settings[key.option.name] ?? nil).flatMap(Value.init(word:))
    }
}

private extension Word {
    /// Returns the text with the known values filled in, and everything else as it is written.
    func text(asFarAsKnownIn knowledge: Knowledge?, _ file: SourceFile) -> String {
        guard case .segments(let segments) = content else { return literal ?? "" }
        return segments.map { segment in
            switch segment {
            case .text(let text): text
            case .expansion(let expansion):
                if case .value(let value) = knowledge?.lookUp(expansion.subject) {
                    value.text
                } else {
                    file.text(in: expansion.range)
                }
            }
        }.joined()
    }
}

// MARK: - Back to a command

extension GenOptions {
    /// Makes the options that ask for a request again.
    ///
    /// - Parameters:
    ///   - name: The job's name, if it has one.
    ///   - series: The prompts of all jobs that were made together; `nil` means the request's
    ///     alone.
    ///   - references: The words for the references of the request; `nil` means the whole set.
    init(
        _ request: GenerationRequest, name: String?, series: PromptSeries?, references: [String]?
    ) {
        prompt = Text(series?.prompt ?? request.prompt)
        expansion = .known(series?.expands ?? false ? .all : .off)
        copies = .known(series?.copies ?? 1)
        ratio = .known(request.ratio)
        resolution = .known(request.resolution)
        quality = .known(request.quality)
        self.references = references.map { References.named($0.map { Text($0) }) } ?? .wholeSet
        self.name = .known(name)
        places = nil
    }

    /// The command that asks for a request again. It always gives the ratio and the resolution, whatever the settings are. It gives the quality
    /// unless that is the service's own, which has no word.
    var line: String {
        var words = [Self.command, GenLine.quoted(prompt.asFarAsKnown)]
        func add(_ key: some OptionDeclaration, _ value: (some CustomStringConvertible)?) {
            if let value { words += [key.option.spelling, "\(value)"] }
        }
        if expands { words.append(Self.expandKey.option.spelling) }
        add(Self.copiesKey, copies.value.flatMap { $0 > 1 ? $0 : nil })
        add(Self.ratioKey, ratio.value)
        add(Self.resolutionKey, resolution.value)
        add(Self.qualityKey, quality.value ?? nil)
        if case .named(let names) = references {
            if names.isEmpty { words.append(Self.noReferencesKey.option.spelling) }
            for name in names { add(Self.referencesKey, name.asFarAsKnown) }
        }
        add(Self.nameKey, name.value ?? nil)
        return words.joined(separator: " ")
    }
}

private extension GenOptions.Text {
    /// Makes a text that is known.
    init(_ text: String) {
        value = text
        asFarAsKnown = text
    }
}
