extension Palette {
    /// Adapts the palette to a style.
    ///
    /// - Parameter isOther: Whether to use the other of two sets of colours, if the style has two.
    mutating func adapt(to style: Scene.Style, isOther: Bool) {
        switch style {
        case .illustration: break
        case .oil:
            self = mapped { $0.saturated(1.25) }
        case .watercolour:
            self = mapped { $0.saturated(0.9).lighter(0.2) }
            near = near.lighter(0.12)
        case .pastel:
            self = mapped { $0.saturated(0.85).lighter(0.42) }
            ambient = ambient.lighter(0.4)
        case .noir:
            self = mapped { colour in colour.saturated(0).lighter(0.08) }
            skyHorizon = skyHorizon.lighter(0.45)
            skyMiddle = skyMiddle.lighter(0.12)
            far = far.lighter(0.12)
            near = near.darker(0.6)
            ambient = ambient.saturated(0).darker(0.1)
        case .vintage:
            let paper = Colour(0xE9D5A8)
            self = mapped { $0.saturated(0.55).mixed(paper, 0.28) }
            ambient = ambient.mixed(Colour(0xD8B27A), 0.3)
        case .woodblock:
            woodblock()
        case .neon:
            neon(isMagenta: isOther)
        case .pixels:
            self = mapped { $0.saturated(1.2) }
        case .sketch:
            self = mapped { $0.saturated(0).lighter(0.12) }
            ambient = Colour(red: 0.85, green: 0.85, blue: 0.85)
        case .blueprint:
            self = mapped { colour in
                Colour(0x0B2F6B).mixed(Colour(0x7FB2F0), colour.luminance * 0.55)
            }
            ambient = Colour(red: 0.35, green: 0.55, blue: 0.9)
            lamp = Colour(0xEAF4FF)
        }
    }

    /// Prussian blue, paper and vermilion.
    private mutating func woodblock() {
        let isDark = skyHorizon.luminance < 0.45
        skyTop = isDark ? Colour(0x0F2440) : Colour(0x2B5F8C)
        skyMiddle = isDark ? Colour(0x2C4F7C) : Colour(0xC8D6C8)
        skyHorizon = isDark ? Colour(0x88A0A8) : Colour(0xF2E2BE)
        cloud = Colour(0xF4E8CC)
        far = isDark ? Colour(0x4C6C8C) : Colour(0x8FB0B4)
        near = isDark ? Colour(0x14283E) : Colour(0x2F5A58)
        foliage = isDark ? Colour(0x1C3A3C) : Colour(0x4A6B48)
        light = isDark ? Colour(0xF4ECD4) : Colour(0xD8452E)
        ambient = isDark ? Colour(0x6A7C94) : Colour(0xF4E6CC)
        accents = [Colour(0xD8452E), Colour(0xE8B04A), Colour(0xF4E8CC), Colour(0x2B5F8C)]
    }

    private mutating func neon(isMagenta: Bool) {
        skyTop = Colour(0x0A0420)
        skyMiddle = Colour(isMagenta ? 0x3A0A5E : 0x12115E)
        skyHorizon = Colour(isMagenta ? 0xFF2E97 : 0x8A2BE2)
        cloud = Colour(0x6A1B9A)
        far = Colour(0x35107A)
        near = Colour(0x07021A)
        foliage = Colour(0x12063A)
        light = Colour(0xFFD166)
        lamp = Colour(0x28E7FF)
        ambient = Colour(red: 0.34, green: 0.26, blue: 0.60)
        accents = [Colour(0xFF2E97), Colour(0x28E7FF), Colour(0xFFE14D), Colour(0x9D4EFF)]
    }
}
