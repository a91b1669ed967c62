import Testing

@testable import SandboxPainter

/// The words of a prompt that the painter does not know.
@Suite struct LetteringTests {
    @Test(
        arguments: [
            ("a zeppelin over the opera", ["opera"]),
            ("the Eiffel Tower and a cat", ["Eiffel Tower"]),
            ("xyzzy", ["xyzzy"]), ("X", ["X"]),
            ("two accordions", ["two accordions"]), ("a dozen accordions", ["dozen accordions"]),
            ("Route 66 at dusk", ["Route 66"]),
            ("three sleepy cats", ["sleepy"]),
            ("a sleepy cat, an accordion", ["sleepy", "accordion"]),
            ("a sign saying \"OPEN\"", ["sign OPEN"]),
            ("a seven-headed dragon", ["seven headed"]),
            ("a black cat", ["black"]), ("a cat, black and white", []),
            ("東京タワーと猫", ["東京タワー"]), ("夜の城", []), ("一只猫", []),
            ("замок и аккордеон", ["аккордеон"]), ("نهر في الليل", ["نهر"]),
            ("ein Akkordeon unter der Brücke", ["Akkordeon"]),
            // What is known, or says nothing on its own.
            ("a castle under the stars, it's midnight", []), ("a misty harbour, ukiyo-e", []),
            ("a highly detailed photo of a cat, 4k", []), ("#ff8800 #castle", []), ("5", []),
            ("", []),
            ("the castle of the king", []), ("👩🏽‍🚀 🏰", []),
            // What speaks to the sandbox.
            ("a mill sandbox:query:status 503 each 2", []),
            ("sandbox:lose-task an accordion", ["accordion"]),
            ("a sandbox", ["sandbox"]),
        ] as [(String, [String])])
    func `what is not known is kept in words`(prompt: String, words: [String]) {
        #expect(SceneReader.scene(prompt: prompt, salt: "").words == words)
    }

    @Test(arguments: [
        String(repeating: "accordion ", count: 100_000), String(repeating: "x", count: 100_000),
        String(repeating: "猫城鸟", count: 5000), String(repeating: "猫城 ", count: 5000),
        String(repeating: "1 ", count: 5000), String(repeating: "two accordion ", count: 5000),
        String(repeating: "\u{0301}", count: 9000),
        String(repeating: "a\u{0301}\u{0302}", count: 9000),
    ])
    func `a prompt of any length has few words in its picture`(prompt: String) throws {
        let words = SceneReader.scene(prompt: prompt, salt: "").words
        #expect(words.count <= 8)
        #expect(words.joined(separator: " ").split(separator: " ").count <= 8)
        #expect(words.joined(separator: " ").split(separator: " ").allSatisfy { $0.count <= 24 })
        let png = Painter.picture(
            PictureRequest(prompt: prompt, size: PixelSize(90, 210), detail: .low))
        #expect(try #require(png).count > 100)
    }

    @Test(arguments: Scene.Style.allCases)
    func `words are legible in every style, by day and night, on any ground`(style: Scene.Style) {
        for hour in [Scene.Hour.day, .night] {
            for ground in [Scene.Ground.hills, .sea, .table, .abstract] {
                for subjects in [[], [Scene.Subject.cat]] {
                    var scene = SceneReader.scene(prompt: "noon", salt: "")
                    (scene.style, scene.hour, scene.ground) = (style, hour, ground)
                    scene.subjects = subjects
                    let without = painted(scene)
                    scene.words = ["accordion"]
                    let with = painted(scene)
                    let spots = (0..<240).flatMap { x in
                        (0..<160).map { Spot(Double(x) / 240, Double($0) / 160) }
                    }
                    let changed = spots.filter { with.colour(at: $0) != without.colour(at: $0) }
                    let lights = changed.map { with.colour(at: $0).luminance }
                    let note: Comment = "\(hour), \(ground), \(subjects)"
                    #expect(changed.count > 200, note)
                    #expect(lights.count { $0 > 0.75 } > changed.count / 8, note)
                    #expect(lights.count { $0 < 0.35 } > changed.count / 8, note)
                }
            }
        }
    }

    @Test func `words stand where the subject would, or above what stands there`() throws {
        for (prompt, rows) in [
            ("an accordion on a table", 0.3...0.75), ("accordion", 0.25...0.65),
            ("an accordion and a cat", 0...0.15),
        ] {
            var scene = SceneReader.scene(prompt: prompt, salt: "")
            #expect(scene.words == ["accordion"])
            let with = painted(scene)
            scene.words = []
            let without = painted(scene)
            let changed = (0..<160).filter { row in
                (0..<240).contains { column in
                    let spot = Spot(Double(column) / 240, Double(row) / 160)
                    return with.colour(at: spot) != without.colour(at: spot)
                }
            }.map { Double($0) / 160 }
            #expect(rows.contains(try #require(changed.first)), "\(prompt)")
            #expect(rows.contains(try #require(changed.last)), "\(prompt)")
        }
    }

    private func painted(_ scene: Scene) -> Swatch {
        let canvas = Canvas(width: 240, height: 160, isOpaque: true)
        Painter.paint(scene, prompt: "", detail: .low, cards: [], on: canvas)
        return Swatch(canvas)
    }
}
