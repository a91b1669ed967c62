extension Palette {
    /// Makes the palette of a scene: the hour's, changed by weather, season, named colours and style, in this
    /// order.
    init(for scene: Scene) {
        var generator = scene.seed.first.generator("palette")
        let candidates = Palette.candidates(for: scene.hour)
        self = generator.pick(candidates, turn: scene.seed.turn) ?? candidates[0]
        adapt(to: scene.weather)
        adapt(to: scene.season, isNight: scene.isNight)
        if scene.ground == .desert { warmGround(isNight: scene.isNight) }
        if scene.ground == .space { ambient = ambient.lighter(0.6) }
        if !scene.colours.isEmpty { adapt(to: scene.colours) }
        adapt(
            to: scene.style,
            isOther: generator.chance(0.5) == scene.seed.turn.isMultiple(of: 2))
    }

    private mutating func adapt(to weather: Scene.Weather) {
        switch weather {
        case .clear: break
        case .cloudy:
            skyTop = skyTop.saturated(0.7)
            skyMiddle = skyMiddle.saturated(0.75)
        case .rain, .storm:
            let gloom = weather == .storm ? 0.45 : 0.25
            self = mapped { $0.saturated(0.5).darker(gloom * 0.6) }
            skyTop = skyTop.darker(gloom)
            cloud = skyMiddle.darker(0.25)
            ambient = ambient.darker(0.2).saturated(0.6)
            lamp = Colour(0xFFD27A)
        case .snow:
            skyTop = skyTop.saturated(0.55).lighter(0.12)
            skyMiddle = skyMiddle.saturated(0.5).lighter(0.15)
            skyHorizon = skyHorizon.lighter(0.2)
        case .fog:
            self = mapped { $0.saturated(0.55) }
            far = far.mixed(skyHorizon, 0.6)
            near = near.mixed(skyHorizon, 0.25)
        }
    }

    private mutating func adapt(to season: Scene.Season?, isNight: Bool) {
        switch season {
        case nil, .summer: break
        case .spring:
            foliage = foliage.mixed(lit(Colour(0xF5A9C4)), 0.75)
            near = near.mixed(lit(Colour(0x6FA84F)), 0.35)
        case .autumn:
            foliage = lit(Colour(0xD9772B))
            near = near.mixed(lit(Colour(0x8A4B22)), 0.55)
            far = far.mixed(lit(Colour(0xC98A5A)), 0.35)
        case .winter:
            foliage = foliage.mixed(lit(Colour(0x3C5A66)), 0.6)
            near = lit(Colour(0xE8F0F8)).darker(isNight ? 0.1 : 0.04)
            far = far.mixed(skyHorizon, 0.3).mixed(lit(Colour(0xDCE8F4)), 0.35)
        }
    }

    private mutating func warmGround(isNight: Bool) {
        near = lit(Colour(0xB8763E)).darker(0.15)
        far = lit(Colour(0xF0C890)).mixed(skyHorizon, 0.35)
        foliage = lit(Colour(0x5E6B3A))
    }

    /// Tints the sky and the land with named colours, and uses them as they are for what stands out.
    private mutating func adapt(to colours: [Colour]) {
        let first = colours[0]
        let second = colours.count > 1 ? colours[1] : first
        let depth = skyTop.luminance
        skyTop = skyTop.mixed(first.darker(0.75 - depth * 0.6), 0.5)
        skyMiddle = skyMiddle.mixed(first, 0.55)
        skyHorizon = skyHorizon.mixed(second.lighter(0.35), 0.6)
        cloud = cloud.mixed(second.lighter(0.4), 0.4)
        far = far.mixed(second.mixed(skyHorizon, 0.4), 0.4)
        near = near.mixed(first.darker(0.7), 0.35)
        accents = colours + colours.map { $0.lighter(0.35) }
    }
}
