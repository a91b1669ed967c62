import CGraphics
import Glibc

/// A composition of ribbons, paper cuts or circles: for prompts that ask for one, or name nothing that the painter knows.
struct Abstraction: GroundLayer {
    private let kind: Int
    private let foot: Double

    init(for stage: Stage) {
        var generator = stage.scene.generator("abstraction")
        kind = Int(generator.between(0, 3))
        foot = stage.height * 0.74
    }

    var hasSky: Bool { false }

    func foot(at x: Double) -> Double { foot }

    func paintBack(on stage: Stage) {
        let colours = AbstractColours(for: stage)
        switch kind {
        case 0: AbstractRibbons.paint(colours, on: stage)
        case 1: AbstractPaperCut.paint(colours, on: stage)
        default: AbstractCircles.paint(colours, on: stage)
        }
    }

    func paintFront(on stage: Stage) {}
}

/// Five colours that go together, from the prompt's own or from the seed.
struct AbstractColours: Sendable {
    let back: Colour
    let colours: [Colour]

    init(for stage: Stage) {
        var generator = stage.scene.seed.first.generator("abstract colours")
        let sets: [[UInt32]] = [
            [0x1B1F3B, 0xF4A259, 0xF25C54, 0x5B8E7D, 0xF4E285],
            [0x0D1B2A, 0x415A77, 0xE0E1DD, 0xEE964B, 0xF95738],
            [0x2D1E2F, 0xF15946, 0xF9C22E, 0x53B3CB, 0xE8E9EB],
            [0x10302E, 0x2A9D8F, 0xE9C46A, 0xF4A261, 0xE76F51],
            [0x22223B, 0x9A8C98, 0xF2E9E4, 0xC9ADA7, 0xE5677F],
            [0x0B132B, 0x3A506B, 0x5BC0BE, 0xF6F7EB, 0xE94F37],
        ]
        let chosen = (generator.pick(sets, turn: stage.scene.seed.turn) ?? sets[0]).map {
            Colour($0)
        }
        let named = stage.scene.colours
        let usesPalette = stage.scene.style != .illustration
        if usesPalette, named.isEmpty {
            back = stage.palette.skyTop
            colours = stage.palette.accents + [stage.palette.skyHorizon]
        } else if let first = named.first {
            back = first.darker(0.72)
            colours = named + [first.lighter(0.45), first.darker(0.25)] + chosen.dropFirst(3)
        } else {
            back = chosen[0]
            colours = Array(chosen.dropFirst())
        }
    }

    func colour(_ index: Int) -> Colour { colours[abs(index) % max(1, colours.count)] }
}
