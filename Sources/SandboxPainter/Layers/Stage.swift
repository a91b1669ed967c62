/// The frame that a scene is drawn in: the canvas, the colours, and the positions of things.
///
/// All positions follow from the frame's proportions and the scene's seed, so that a scene is the same at every
/// resolution.
final class Stage {
    let canvas: Canvas
    let scene: Scene
    let palette: Palette
    /// The amount of detail: the number of stars, blades and windows follows it.
    let detail: Double
    /// A hundredth of the frame's extent: the measure of everything.
    let unit: Double
    /// Where sky and water, or sky and plain, meet.
    let horizon: Double
    /// The sun's or the moon's place.
    let luminary: Spot
    /// Where the main subject stands, from left to right.
    let focus: Double

    init(canvas: Canvas, scene: Scene, palette: Palette, detail: PictureRequest.Detail) {
        self.canvas = canvas
        self.scene = scene
        self.palette = palette
        self.detail =
            switch detail {
            case .low: 0.45
            case .medium: 0.8
            case .high: 1.2
            }
        let width = canvas.width
        let height = canvas.height
        unit = min((width * height).squareRoot(), min(width, height) * 1.3) / 100
        var generator = scene.generator("stage")
        horizon = height * (scene.ground == .sea ? 0.6 : 0.62)
        // The variants alternate sides, starting with that of the first, and move nearer to the middle two by two.
        let turn = scene.seed.turn
        var first = scene.seed.first.generator("stage")
        let isLeft = first.chance(0.5) == turn.isMultiple(of: 2)
        _ = generator.unit()
        let inwards = (turn / 2).isMultiple(of: 2) ? 0 : 0.08
        focus =
            width
            * (isLeft
                ? generator.between(0.34, 0.42) + inwards : generator.between(0.58, 0.66) - inwards)
        let across = width * (isLeft ? generator.between(0.66, 0.8) : generator.between(0.2, 0.34))
        let up: Double =
            switch scene.hour {
            case .dawn: generator.between(0.46, 0.54)
            case .day: generator.between(0.14, 0.24)
            case .dusk: generator.between(0.44, 0.53)
            case .night: generator.between(0.16, 0.28)
            }
        luminary = Spot(across, height * up)
    }

    var width: Double { canvas.width }
    var height: Double { canvas.height }

    /// The colour of the ground at the viewer's feet, in the shade; for snow it is blue instead of dark.
    var frontColour: Colour {
        scene.season == .winter
            ? palette.near.mixed(palette.skyTop, 0.22) : palette.near.darker(0.36)
    }

    /// Returns how many of something to draw if a medium picture has this many.
    func count(_ usual: Double) -> Int { max(1, Int(usual * detail)) }
}
