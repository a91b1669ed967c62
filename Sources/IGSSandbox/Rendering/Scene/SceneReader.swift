/// Reads a scene out of a prompt: the words that it knows decide, the seed decides the rest.
struct SceneReader {
    /// What a word says on its own goes before what another implies: "lanterns at dawn" are seen at dawn.
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

    /// - Parameter salt: what the picture depends on besides its prompt, such as its references.
    static func scene(prompt: String, salt: String) -> Scene {
        var reader = SceneReader()
        reader.read(prompt.lowercased())
        return reader.scene(seed: "\(salt)\n\(prompt)")
    }

    private mutating func read(_ text: String) {
        // Pictures are painted in bounded time, also from a prompt of a megabyte.
        let text = String(text.prefix(8000))
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "#" }) {
            if let colour = Self.hexadecimalColour(word) {
                colours.append(colour)
            } else {
                take(Vocabulary.meanings(of: String(word.drop { $0 == "#" })))
            }
        }
        if text.unicodeScalars.contains(where: { (0x3040...0x9FFF).contains($0.value) }) {
            for (word, meanings) in Vocabulary.unspaced.sorted(by: { $0.key < $1.key })
            where text.contains(word) {
                take(meanings)
            }
        }
        if text.contains("black and white") { styles.append(.noir) }
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

    private func scene(seed: String) -> Scene {
        var generator = SeededGenerator(seed: "scene\n\(seed)")
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
        // "Palm trees" are palms, and the trees of a forest are its.
        let hasTrees = subjects.contains(.palm) || subjects.contains(.forest)
        let subjects = subjects.filter { !hasTrees || $0 != .tree }
        return Scene(
            hour: hour,
            weather: weathers.first ?? .clear,
            season: seasons.first,
            ground: isAbstract ? .abstract : Self.ground(among: grounds) ?? someGround,
            hasMountains: grounds.contains(.mountains),
            style: styles.first ?? .illustration,
            subjects: Array(subjects.prefix(3)),
            extras: extras,
            colours: Array(colours.prefix(4)),
            seed: seed)
    }

    /// Space swallows every other ground; water lies before mountains.
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
