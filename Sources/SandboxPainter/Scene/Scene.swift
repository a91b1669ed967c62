/// What a picture shows, read from its prompt: a value that does not draw anything.
struct Scene: Hashable, Sendable {
    enum Hour: CaseIterable, Sendable { case dawn, day, dusk, night }
    enum Weather: CaseIterable, Sendable { case clear, cloudy, rain, storm, snow, fog }
    enum Season: CaseIterable, Sendable { case spring, summer, autumn, winter }
    enum Ground: CaseIterable, Sendable {
        case hills, mountains, meadow, desert, sea, space, table, abstract
    }
    enum Extra: CaseIterable, Sendable {
        case moon, sun, stars, aurora, rainbow, fireworks, birds, fireflies
    }

    enum Style: CaseIterable, Sendable {
        case illustration, watercolour, oil, neon, noir, pastel, woodblock, pixels, sketch, vintage,
            blueprint
    }

    enum Subject: CaseIterable, Sendable {
        case castle, lighthouse, city, house, boat, forest, tree, cat, dog, rabbit, owl, robot,
            flowers, windmill, balloon, rocket, pagoda, torii, bridge, pyramid, palm, figure,
            whale, cup, mushroom, planet, train, lantern, fish, dragon, snowman, book, fruit
    }

    var hour: Hour
    var weather: Weather
    var season: Season?
    var ground: Ground
    /// Whether mountains stand behind the ground, whatever it is.
    var hasMountains = false
    var style: Style
    /// At most three, the most important first.
    var subjects: [Subject]
    /// The numbers of the subjects that the prompt counts, each at most ``mostCounted``. The others are drawn as usual:
    /// most alone, some in a group.
    var counts: [Subject: Int] = [:]
    /// The number of birds; nil for a flock, or none.
    var birdCount: Int?
    var extras: Set<Extra>
    /// Colours that the prompt names, in its order.
    var colours: [Colour]
    /// What the prompt says in words that mean nothing to the painter, as phrases.
    var words: [String] = []
    /// Decides what is left to chance.
    var seed: SceneSeed

    /// The most of a subject that the painter can count: a larger number is drawn as this many.
    static let mostCounted = 24

    var isNight: Bool { hour == .night }

    /// Returns a stream of random numbers for one part of the picture, which no other part disturbs.
    func generator(_ part: String) -> SeededGenerator { seed.generator(part) }
}
