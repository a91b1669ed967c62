/// Reads a scene out of a prompt: the words that it knows decide, the seed decides the rest.
struct SceneReader {
    private var hours: [Scene.Hour] = []
    private var weathers: [Scene.Weather] = []
    private var seasons: [Scene.Season] = []
    private var grounds: [Scene.Ground] = []
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
        for meaning in meanings {
            switch meaning {
            case .hour(let hour): hours.append(hour)
            case .weather(let weather): weathers.append(weather)
            case .season(let season): seasons.append(season)
            case .ground(let ground): grounds.append(ground)
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
        let isAbstract =
            grounds.first == .abstract
            || subjects.isEmpty && grounds.isEmpty && weathers.isEmpty && hours.isEmpty
                && seasons.isEmpty && extras.isEmpty
        let someHour = generator.pick([Scene.Hour.dawn, .day, .day, .dusk, .dusk, .night]) ?? .day
        let someGround = generator.pick([Scene.Ground.hills, .hills, .mountains]) ?? .hills
        var hour = hours.first ?? (weathers.isEmpty && seasons.isEmpty ? someHour : .day)
        if extras.contains(.sun), hours.isEmpty, hour == .night { hour = .day }
        if extras.contains(.rainbow), hours.isEmpty { hour = .day }
        return Scene(
            hour: hour,
            weather: weathers.first ?? .clear,
            season: seasons.first,
            ground: isAbstract ? .abstract : ground(otherwise: someGround),
            style: styles.first ?? .illustration,
            subjects: Array(subjects.prefix(3)),
            extras: extras,
            colours: Array(colours.prefix(4)),
            seed: seed)
    }

    /// A setting that the prompt names goes before one that a subject brings along, wherever they stand.
    private func ground(otherwise some: Scene.Ground) -> Scene.Ground {
        if grounds.contains(.space) { return .space }
        if grounds.contains(.sea), grounds.contains(.mountains) { return .sea }
        return grounds.first ?? some
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
