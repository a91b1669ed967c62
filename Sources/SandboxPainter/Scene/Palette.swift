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
    /// The light of windows and lamps.
    var lamp: Colour
    /// The light in which things' own colours are seen.
    var ambient: Colour
    /// A colour that stands out: sails, roofs, flowers.
    var accents: [Colour]

    /// Returns how a thing of this colour looks in the picture's light.
    func lit(_ colour: Colour) -> Colour { colour.multiplied(ambient) }

    /// Returns one of the accents, whatever the number.
    func accent(_ index: Int) -> Colour {
        accents.isEmpty ? light : accents[abs(index % accents.count)]
    }

    /// Returns the colour of land at a distance from 0 (near) to 1 (far).
    func land(_ distance: Double) -> Colour { near.mixed(far, distance) }

    /// Returns a palette with every colour changed in the same way.
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
