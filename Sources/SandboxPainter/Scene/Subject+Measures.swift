extension Scene.Subject {
    /// Where a kind of subject belongs.
    enum Place {
        /// Behind everything that stands: forests, cities, bridges.
        case backdrop
        case land
        case water
        case sky
    }

    var place: Place {
        switch self {
        case .city, .forest, .bridge: .backdrop
        case .boat, .whale, .fish: .water
        case .balloon, .planet, .dragon: .sky
        default: .land
        }
    }

    /// Whether it needs an islet if there is only water.
    var needsLand: Bool { place == .land }

    /// Whether it is usually drawn as several of its kind.
    var isDrawnAsGroup: Bool {
        switch self {
        case .city, .forest, .house, .flowers, .mushroom, .pyramid, .palm, .fish, .fruit, .book,
            .lantern:
            true
        default: false
        }
    }

    /// Its height, in hundredths of the frame's extent.
    var height: Double {
        switch self {
        case .castle, .pagoda: 50
        case .lighthouse: 52
        case .city: 40
        case .forest: 36
        case .bridge: 30
        case .tree, .palm, .rocket: 48
        case .robot, .figure: 42
        case .house, .windmill: 34
        case .balloon: 46
        case .boat: 40
        case .torii, .pyramid: 34
        case .cat, .dog, .owl, .rabbit, .snowman: 38
        case .flowers, .mushroom, .lantern: 38
        case .whale: 24
        case .fish: 36
        case .train: 18
        case .cup: 30
        case .book, .fruit: 24
        case .planet: 40
        case .dragon: 44
        }
    }

    /// The width of one of it, as a multiple of its height.
    var breadth: Double {
        switch self {
        case .city, .forest, .bridge: 2
        case .flowers: 0.4
        case .lighthouse, .rocket, .rabbit, .owl, .figure: 0.7
        case .robot, .balloon, .pagoda, .snowman, .book: 0.8
        case .cat, .tree, .palm, .boat, .windmill, .mushroom, .lantern, .house, .fruit: 0.95
        case .castle, .dog, .fish: 1.2
        case .torii: 1.3
        case .cup: 1.65
        case .pyramid, .planet: 1.6
        case .whale: 2.3
        case .train: 2.6
        case .dragon: 3.2
        }
    }
}
