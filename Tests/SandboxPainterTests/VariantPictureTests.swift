import Testing

@testable import SandboxPainter

/// What the variants of one picture have in common, and what they have not.
@Suite struct VariantPictureTests {
    private static let size = PixelSize(240, 160)

    @Test(arguments: [
        "a cat", "two cats and a dog", "a harbour at dusk, woodblock", "neon city", "xyzzy",
        "a cup of coffee, black and white", "a rocket in space", "a castle, pencil sketch",
        "a tree, blueprint", "abstract shapes, red and blue",
    ])
    func `variants show the same in the same style, and are other pictures`(prompt: String) throws {
        let scenes = (1...4).map { SceneReader.scene(prompt: prompt, variant: $0, salt: "") }
        for scene in scenes {
            #expect(scene.subjects == scenes[0].subjects)
            #expect(scene.counts == scenes[0].counts)
            #expect(scene.words == scenes[0].words)
            #expect(scene.style == scenes[0].style)
        }
        let swatches = scenes.map { scene in
            let canvas = Canvas(width: 240, height: 160, isOpaque: true)
            Painter.paint(scene, prompt: prompt, detail: .low, cards: [], on: canvas)
            return Swatch(canvas)
        }
        for first in 0..<4 {
            for second in 0..<first {
                let share = swatches[first].difference(from: swatches[second])
                #expect(share > 0.08, "\(first + 1) and \(second + 1): \(share)")
            }
        }
    }

    @Test func `a variant is the same every time, at its number`() throws {
        for variant in [1, 2, 3, 99, .max] {
            let pictures = try (0..<2).map { _ in try picture("a castle", variant: variant) }
            #expect(pictures[0] == pictures[1])
            #expect((pictures[0] == (try picture("a castle"))) == (variant == 1))
        }
    }

    @Test(arguments: [.min, -1, 0])
    func `a number that is none is painted all the same`(variant: Int) throws {
        #expect(try picture("a castle", variant: variant).count > 1000)
    }

    @Test
    func `the first variant leaves to chance what the picture did before there were variants`() {
        var (now, before) = (
            SceneSeed(text: "\na mill", variant: 1).generator("stage"),
            SeededGenerator(seed: "stage\n\na mill")
        )
        #expect(now.next() == before.next())
    }

    private func picture(_ prompt: String, variant: Int = 1) throws -> [UInt8] {
        try #require(
            Painter.picture(
                PictureRequest(prompt: prompt, variant: variant, size: Self.size, detail: .low)))
    }
}
