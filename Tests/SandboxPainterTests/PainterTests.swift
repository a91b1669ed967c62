import IGSTestSupport
import Testing

@testable import SandboxPainter

@Suite struct PainterTests {
    private static let size = PixelSize(240, 160)

    @Test func `the same prompt, parameters and references make the same bytes`() throws {
        let references = [ReferencePicture.bytes(SamplePictures.jpeg, format: .jpeg, sha256: "a")]
        let first = try picture("a castle at dusk, oil painting", references: references)
        #expect(try picture("a castle at dusk, oil painting", references: references) == first)
        #expect(try picture("a castle at dawn, oil painting", references: references) != first)
        #expect(try picture("a castle at dusk, oil painting") != first)
        #expect(
            try picture("a castle at dusk, oil painting", detail: .high, references: references)
                != first)
    }

    @Test func `every word that the painter knows can be painted`() throws {
        for subject in Scene.Subject.allCases {
            for hour in Scene.Hour.allCases {
                try paint {
                    $0.subjects = [subject, .castle, .boat]; $0.hour = hour
                }
                try paint {
                    $0.subjects = [subject]; $0.counts = [subject: 3]; $0.hour = hour
                }
            }
        }
        for style in Scene.Style.allCases {
            for ground in Scene.Ground.allCases {
                try paint {
                    $0.style = style; $0.ground = ground
                }
            }
        }
        for weather in Scene.Weather.allCases {
            for season in Scene.Season.allCases {
                try paint {
                    $0.weather = weather; $0.season = season
                }
            }
        }
        try paint {
            $0.extras = Set(Scene.Extra.allCases); $0.hour = .night
        }
        try paint {
            $0.extras = Set(Scene.Extra.allCases); $0.colours = [Colour(0xFF8800)]
        }
    }

    @Test(arguments: Scene.Ground.allCases)
    func `what the painter knows stands on every ground`(ground: Scene.Ground) {
        let swatches = [[], [Scene.Subject.castle]].map { subjects in
            var scene = SceneReader.scene(prompt: "hills at noon", salt: "")
            (scene.ground, scene.subjects) = (ground, subjects)
            let canvas = Canvas(width: 240, height: 160, isOpaque: true)
            Painter.paint(scene, prompt: "", detail: .low, cards: [], on: canvas)
            return Swatch(canvas)
        }
        #expect((0.03...0.6).contains(swatches[1].difference(from: swatches[0])))
        // A word would be missing, too, if nothing could be drawn any more.
        #expect(swatches[1].changedRuns(from: swatches[0], rows: 0.35...0.5) > 0)
    }

    @Test(arguments: [
        "", " \n\t", "שלום עולם", "مدينة في الليل", "城と海、夜", "👩🏽‍🚀🏰", "\u{202E}\u{0}\u{7}x", "#",
        "##ff", "#ff8800 #F80",
        String(repeating: "castle ", count: 150_000), String(repeating: "x", count: 100_000),
    ])
    func `any text can be a prompt`(prompt: String) throws {
        _ = try picture(prompt)
    }

    @Test func `any bytes can be a reference`() throws {
        var generator = SeededGenerator(seed: "references")
        for format in [PictureFormat.png, .jpeg, .webp] {
            let whole =
                switch format {
                case .png: try picture("a mill")
                case .jpeg: SamplePictures.jpeg
                case .webp: SamplePictures.webp
                }
            #expect(ReferenceDecoder.thumbnail(whole, format: format) != nil, "\(format)")
            for length in [0, 1, 11, 24, 30, whole.count / 2, whole.count - 1] {
                _ = ReferenceDecoder.thumbnail(Array(whole.prefix(length)), format: format)
            }
            for _ in 0..<200 {
                var broken = whole
                for _ in 0..<4 {
                    let place = Int(generator.next() % UInt64(broken.count))
                    broken[place] = UInt8(truncatingIfNeeded: generator.next())
                }
                _ = ReferenceDecoder.thumbnail(broken, format: format)
            }
        }
    }

    @Test func `a reference that claims to be enormous is not decoded`() throws {
        var png = try picture("a mill")
        png.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
        #expect(ReferenceDecoder.thumbnail(png, format: .png) == nil)
        _ = try picture(
            "a mill", references: [.bytes(png, format: .png, sha256: "x"), .link("https://a/b")])
    }

    @Test func `words are read as they are meant`() {
        let scene = SceneReader.scene(
            prompt: "A misty Harbour at midnight, ukiyo-e, with #ff8800 lanterns", salt: "")
        #expect(scene.hour == .night)
        #expect(scene.weather == .fog)
        #expect(scene.ground == .sea)
        #expect(scene.style == .woodblock)
        #expect(scene.subjects == [.boat, .lantern])
        #expect(scene.colours == [Colour(0xFF8800)])
        #expect(scene.counts.isEmpty)
        #expect(SceneReader.scene(prompt: "xyzzy", salt: "").ground == .abstract)
        #expect(SceneReader.scene(prompt: "夜の城", salt: "").subjects == [.castle])
    }

    private func picture(
        _ prompt: String, detail: PictureRequest.Detail = .low,
        references: [ReferencePicture] = []
    ) throws -> [UInt8] {
        try #require(
            Painter.picture(
                PictureRequest(
                    prompt: prompt, size: Self.size, detail: detail, references: references)))
    }

    private func paint(_ change: (inout Scene) -> Void) throws {
        var scene = SceneReader.scene(prompt: "hills at noon", salt: "")
        change(&scene)
        let canvas = Canvas(width: 120, height: 90, isOpaque: true)
        Painter.paint(scene, prompt: "", detail: .low, cards: [], on: canvas)
        let swatch = Swatch(canvas)
        let colours = Set((0..<40).map { swatch.colour(at: Spot(0.5, Double($0) / 40)) })
        #expect(colours.count > 3, "\(scene)")
    }
}
