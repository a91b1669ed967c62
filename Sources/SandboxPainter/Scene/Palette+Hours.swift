extension Palette {
    /// Returns palettes to choose from for an hour of the day.
    static func candidates(for hour: Scene.Hour) -> [Palette] {
        switch hour {
        case .dawn: dawn
        case .day: day
        case .dusk: dusk
        case .night: night
        }
    }

    private init(
        sky: (UInt32, UInt32, UInt32), light: UInt32, cloud: UInt32, far: UInt32, near: UInt32,
        foliage: UInt32, ambient: (Double, Double, Double)
    ) {
        self.init(
            skyTop: Colour(sky.0), skyMiddle: Colour(sky.1), skyHorizon: Colour(sky.2),
            light: Colour(light), cloud: Colour(cloud), far: Colour(far), near: Colour(near),
            foliage: Colour(foliage), lamp: Colour(0xFFD27A),
            ambient: Colour(red: ambient.0, green: ambient.1, blue: ambient.2),
            accents: [Colour(0xE4572E), Colour(0xF2B134), Colour(0xF5EFE0), Colour(0x3A7CA5)])
    }

    private static let dawn = [
        Palette(
            sky: (0x45598F, 0xB98AA8, 0xFBCBA0), light: 0xFFF1D0, cloud: 0xF6C9C0, far: 0xB49AB6,
            near: 0x35345A, foliage: 0x4A5A6E, ambient: (0.80, 0.68, 0.74)),
        Palette(
            sky: (0x6A93C4, 0xF0B7B3, 0xFFE3B8), light: 0xFFF6DC, cloud: 0xFFE0D2, far: 0xC7A9BC,
            near: 0x42496B, foliage: 0x566B70, ambient: (0.88, 0.76, 0.78)),
        Palette(
            sky: (0x2E5E78, 0x86B3B0, 0xFCE1B5), light: 0xFFF4CF, cloud: 0xF3DCC9, far: 0x9DB6B4,
            near: 0x24424E, foliage: 0x315A58, ambient: (0.80, 0.78, 0.74)),
    ]

    private static let day = [
        Palette(
            sky: (0x2779C7, 0x74B6E8, 0xE6F4F8), light: 0xFFF8D8, cloud: 0xFFFFFF, far: 0xA3C4D8,
            near: 0x2F6B4A, foliage: 0x3C8550, ambient: (1, 1, 1)),
        Palette(
            sky: (0x2A9BBF, 0x8FD6DC, 0xFFF4D8), light: 0xFFF3C4, cloud: 0xFFFDF5, far: 0xA4CFC8,
            near: 0x3A7350, foliage: 0x4E9457, ambient: (1, 0.98, 0.94)),
        Palette(
            sky: (0x4C7FBF, 0xA5C7E8, 0xF9E8DC), light: 0xFFF0D0, cloud: 0xFFF6F0, far: 0xB5BFD6,
            near: 0x46683F, foliage: 0x5D8A45, ambient: (1, 0.97, 0.95)),
    ]

    private static let dusk = [
        Palette(
            sky: (0x2B1B4D, 0xB53E6C, 0xFF9E4F), light: 0xFFE3A0, cloud: 0xF2776B, far: 0x9A4878,
            near: 0x1C1132, foliage: 0x2A1A3A, ambient: (0.66, 0.40, 0.44)),
        Palette(
            sky: (0x1D2C57, 0x85508F, 0xFFB86E), light: 0xFFEBB8, cloud: 0xD98AA0, far: 0x775090,
            near: 0x191632, foliage: 0x28233F, ambient: (0.62, 0.44, 0.52)),
        Palette(
            sky: (0x274064, 0xD97B66, 0xFFD98A), light: 0xFFF0B8, cloud: 0xF4A57E, far: 0x9A6A78,
            near: 0x1F2438, foliage: 0x2C3340, ambient: (0.70, 0.50, 0.46)),
    ]

    private static let night = [
        Palette(
            sky: (0x050B20, 0x12275A, 0x3E609C), light: 0xF6F1DC, cloud: 0x4A6398, far: 0x27407A,
            near: 0x060B1E, foliage: 0x0C1730, ambient: (0.26, 0.31, 0.48)),
        Palette(
            sky: (0x0C0724, 0x2C1858, 0x6A4594), light: 0xFBEFE0, cloud: 0x5E4488, far: 0x41297A,
            near: 0x0B0720, foliage: 0x170E34, ambient: (0.32, 0.26, 0.48)),
        Palette(
            sky: (0x03121C, 0x0A3850, 0x2F8490), light: 0xF2F6E4, cloud: 0x2E6272, far: 0x185064,
            near: 0x03141C, foliage: 0x082530, ambient: (0.22, 0.36, 0.42)),
    ]
}
