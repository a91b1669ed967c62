/// The colours of one picture.
struct Palette: Sendable {
    var skyTop: Colour
    var skyMiddle: Colour
    var skyHorizon: Colour
    /// The sun's or the moon's.
    var light: Colour
    var cloud: Colour
    /// The farthest ridge.
    var far: Colour
    /// The ground at the viewer's feet.
    var near: Colour
    var foliage: Colour
    /// What shines from windows and lamps.
    var lamp: Colour
    /// What things' own colours are seen in.
    var ambient: Colour
    /// A colour that stands out: sails, roofs, flowers.
    var accents: [Colour]

    /// What a thing of this colour looks like in the picture's light.
    func lit(_ colour: Colour) -> Colour { colour.multiplied(ambient) }

    /// One of the accents, whatever the number.
    func accent(_ index: Int) -> Colour {
        accents.isEmpty ? light : accents[abs(index % accents.count)]
    }

    /// The colour of land at a distance from 0 (near) to 1 (far).
    func land(_ distance: Double) -> Colour { near.mixed(far, distance) }

    /// Changes every colour in the same way.
    func mapped(_ change: (Colour) -> Colour) -> Palette {
        var palette = self
        for path in [
            \Palette.skyTop, \.skyMiddle, \.skyHorizon, \.light, \.cloud, \.far, \.near, \.foliage,
            \.lamp,
        ] as [WritableKeyPath<Palette, Colour>] {
            palette[keyPath: path] = change(palette[keyPath: path])
        }
        palette.accents = palette.accents.map(change)
        return palette
    }
}
