/// Reads a scene from a prompt: the words that it knows decide, and the seed decides the rest.
struct SceneReader {
    /// What a word says directly takes precedence over what another implies: "lanterns at dawn" are seen
    /// at dawn.
    private var hours: [Scene.Hour] = []
    private var impliedHours: [Scene.Hour] = []
    private var weathers: [Scene.Weather] = []
    private var seasons: [Scene.Season] = []
    private var grounds: [Scene.Ground] = []
    private var impliedGrounds: [Scene.Ground] = []
    private var styles: [Scene.Style] = []
    private var subjects: [Scene.Subject] = []
    private var extras: Set<Scene.Extra> = []
    private var colours: [Colour] = []
    private var number = PromptNumber()
    /// The numbers of things that can be counted.
    private var counts: [Meaning: Int] = [:]
    /// Things in the plural without a number.
    private var plurals: [Meaning: Int] = [:]
    private var strangeWords = StrangeWords()
    /// Whether the text being read addresses the sandbox, not the painter.
    private var isAside = false

    /// Reads a prompt.
    ///
    /// - Parameters:
    ///   - variant: Which of the pictures of identical requests it is, from 1.
    ///   - salt: What the picture depends on in addition to its prompt, such as its references.
    static func scene(prompt: String, variant: Int = 1, salt: String) -> Scene {
        var reader = SceneReader()
        // Pictures are painted in bounded time, even if the prompt is a megabyte long.
        reader.read(String(prompt.prefix(8000)))
        return reader.scene(seed: SceneSeed(text: "\(salt)\n\(prompt)", variant: variant))
    }

    private mutating func read(_ text: String) {
        let lowercased = text.lowercased()
        let isBlackAndWhite = lowercased.contains("black and white")
        var end = text.startIndex
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "#" }) {
            let gap = text[end..<word.startIndex]
            end = word.endIndex
            pass(gap)
            if word.lowercased() == "sandbox", text[end...].first == ":" { beginAside() }
            read(word, isJoined: gap == "-", isNoir: isBlackAndWhite)
        }
        endPart()
        if lowercased.unicodeScalars.contains(where: Vocabulary.isUnspaced) {
            for (word, meanings) in Vocabulary.unspaced.sorted(by: { $0.key < $1.key })
            where lowercased.contains(word) {
                take(meanings)
            }
        }
        if isBlackAndWhite { styles.append(.noir) }
    }

    /// Reads a word.
    ///
    /// - Parameters:
    ///   - isJoined: Whether it is one word with the one before it, except for a hyphen.
    ///   - isNoir: Whether black and white mean the picture's style, not things of their own.
    private mutating func read(_ written: Substring, isJoined: Bool, isNoir: Bool) {
        if let colour = Self.hexadecimalColour(written) { return colours.append(colour) }
        let name = written.drop { $0 == "#" }
        let word = name.lowercased()
        // Something seven-headed is not seven things.
        if isJoined, Vocabulary.number(word) == nil { number.clear() }
        if let known = Vocabulary.look(up: word) {
            take(known.meanings)
            for meaning in known.meanings where meaning.isCountable { count(meaning, known.number) }
        } else if Vocabulary.isBoundary(word) {
            endPart()
        } else if isAside || Vocabulary.isFiller(word)
            || isNoir && ["black", "white"].contains(word)
        {
            return
        } else if number.take(word) {
            strangeWords.append(name, isNumber: true)
        } else {
            for piece in Vocabulary.strangePieces(of: name) { strangeWords.append(piece) }
        }
    }

    /// Skips what stands between two words: a new part of the sentence may begin with it.
    private mutating func pass(_ gap: Substring) {
        let ends = isAside ? ",.;!?()[]|/\n" : ",.;:!?()[]|/\n"
        if gap.contains(where: ends.contains) { endPart() }
    }

    /// Begins a part that addresses the sandbox, such as `sandbox:lose-task`: it is not lettered.
    private mutating func beginAside() {
        endPart()
        isAside = true
    }

    private mutating func endPart() {
        isAside = false
        number.clear()
        strangeWords.endPhrase()
    }

    /// Applies the waiting number to what a word names, and ends the phrase before the word.
    private mutating func count(_ meaning: Meaning, _ grammar: KnownWord.Number) {
        let value = number.value
        let isPlural = grammar == .plural || grammar == .either && value != nil
        if isPlural, value == nil || number.isVague {
            plurals[meaning] = value ?? plurals[meaning] ?? Vocabulary.few
        } else if let value, isPlural || grammar == .singular && value == 1 {
            counts[meaning] = max(counts[meaning] ?? 0, value)
        }
        if isPlural {
            number.clear()
            strangeWords.dropNumbers()
        }
        strangeWords.endPhrase()
    }

    private mutating func take(_ meanings: [Meaning]) {
        let isImplied = meanings.count > 1
        for meaning in meanings {
            switch meaning {
            case .hour(let hour): isImplied ? impliedHours.append(hour) : hours.append(hour)
            case .weather(let weather): weathers.append(weather)
            case .season(let season): seasons.append(season)
            case .ground(let ground):
                isImplied ? impliedGrounds.append(ground) : grounds.append(ground)
            case .style(let style): styles.append(style)
            case .extra(let extra): extras.insert(extra)
            case .colour(let colour): colours.append(Colour(colour))
            case .subject(let subject):
                if !subjects.contains(subject) { subjects.append(subject) }
            }
        }
    }

    private func scene(seed: SceneSeed) -> Scene {
        var generator = seed.generator("scene")
        let hours = hours + impliedHours
        let grounds = grounds + impliedGrounds
        let isAbstract =
            grounds.first == .abstract
            || subjects.isEmpty && grounds.isEmpty && weathers.isEmpty && hours.isEmpty
                && seasons.isEmpty && extras.isEmpty
        let someHour = generator.pick([Scene.Hour.dawn, .day, .day, .dusk, .dusk, .night]) ?? .day
        let someGround = generator.pick([Scene.Ground.hills, .hills, .mountains]) ?? .hills
        var hour = hours.first ?? (weathers.isEmpty && seasons.isEmpty ? someHour : .day)
        if extras.contains(.sun), hours.isEmpty, hour == .night { hour = .day }
        if extras.contains(.rainbow), hours.isEmpty { hour = .day }
        // "Palm trees" are palms, and the trees of a forest belong to it.
        let hasTrees = subjects.contains(.palm) || subjects.contains(.forest)
        let subjects = subjects.filter { !hasTrees || $0 != .tree }.filter { count(of: $0) != 0 }
        return Scene(
            hour: hour,
            weather: weathers.first ?? .clear,
            season: seasons.first,
            ground: isAbstract ? .abstract : Self.ground(among: grounds) ?? someGround,
            hasMountains: grounds.contains(.mountains),
            style: styles.first ?? .illustration,
            subjects: Array(subjects.prefix(3)),
            counts: Dictionary(
                uniqueKeysWithValues: subjects.prefix(3).compactMap { subject in
                    count(of: subject).map { (subject, $0) }
                }),
            birdCount: counts[.extra(.birds)].map { min($0, Scene.mostCounted) },
            extras: extras,
            colours: Array(colours.prefix(4)),
            words: strangeWords.phrases,
            seed: seed)
    }

    /// Returns how many of a subject to draw; nil if the prompt leaves it open.
    private func count(of subject: Scene.Subject) -> Int? {
        var count = counts[.subject(subject)]
        // "Two palm trees" are two palms.
        if subject == .palm { count = count ?? counts[.subject(.tree)] }
        if !subject.isDrawnAsGroup { count = count ?? plurals[.subject(subject)] }
        return count.map { min($0, Scene.mostCounted) }
    }

    /// Returns the ground to paint. Space replaces every other ground; water lies before mountains.
    private static func ground(among grounds: [Scene.Ground]) -> Scene.Ground? {
        if grounds.contains(.space) { return .space }
        if grounds.contains(.sea), grounds.contains(.mountains) { return .sea }
        return grounds.first
    }

    private static func hexadecimalColour(_ word: Substring) -> Colour? {
        guard word.first == "#" else { return nil }
        let digits = word.dropFirst()
        let full =
            digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
        guard full.utf8.count == 6, let value = UInt32(full, radix: 16) else { return nil }
        return Colour(value)
    }
}
