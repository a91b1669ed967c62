import Testing

@testable import SandboxPainter

/// Where several subjects stand in the frame.
@Suite struct SubjectLayoutTests {
    /// Frames of the table's ratios, and of more extreme ones.
    private static let frames = [
        (100, 100), (150, 100), (100, 150), (210, 90), (90, 210), (300, 100), (100, 300),
    ]

    @Test(arguments: Scene.Subject.allCases)
    func `as many stand in the frame as are asked for, apart from each other`(
        subject: Scene.Subject
    ) {
        for (width, height) in Self.frames {
            for count in [2, 3, 5, 12, 24] {
                let stage = stage([subject: count], width, height)
                let all = placements(on: stage)
                #expect(all.count == count)
                #expect(Set(all.map(\.index)).count == count)
                expectApart(all, on: stage, "\(count) in \(width)×\(height)")
            }
        }
    }

    @Test(arguments: Scene.Ground.allCases)
    func `several kinds stand together on any ground`(ground: Scene.Ground) {
        for (width, height) in Self.frames {
            let stage = stage([.castle: 2, .cat: 5, .dog: 1], width, height, ground)
            let all = placements(on: stage)
            for (subject, count) in stage.scene.counts {
                #expect(all.count { $0.subject == subject } == count)
            }
            expectApart(all, on: stage, "\(width)×\(height)")
        }
    }

    @Test func `what is taller stands behind`() {
        let stage = stage([.castle: 3, .rabbit: 9], 100, 150)
        let rows = SubjectLayout(of: stage, on: stage.ground()).standing
        #expect(rows.count > 1)
        #expect(rows.first?.contains { $0.subject == .castle } == true)
        #expect(rows.last?.allSatisfy { $0.subject == .rabbit } == true)
    }

    /// All but what runs together or apart: a lantern's light reaches the next, a tree sheds leaves, fish swim below where is looked.
    private static let distinct = Scene.Subject.allCases.filter {
        ![.tree, .lantern, .fish].contains($0)
    }

    @Test(arguments: distinct)
    func `what is counted is seen so often`(subject: Scene.Subject) {
        // Of what is wide there are two rows soon.
        for count in 1...(subject.breadth > 2 ? 2 : 5) {
            var scene = SceneReader.scene(prompt: "noon at a table", salt: "")
            let empty = painted(scene)
            scene.subjects = [subject]
            scene.counts = [subject: count]
            let runs = painted(scene).changedRuns(from: empty, rows: 0...0.7)
            #expect(runs == count, "\(subject) \(count)")
        }
    }

    @Test func `birds that are counted are seen so often`() {
        for count in 1...12 {
            var scene = SceneReader.scene(prompt: "a meadow at noon", salt: "")
            let empty = painted(scene)
            scene.extras = [.birds]
            scene.birdCount = count
            #expect(painted(scene).changedRuns(from: empty) == count)
        }
    }

    /// A stage of a scene with such subjects, and no other thing in it.
    private func stage(
        _ counts: [Scene.Subject: Int], _ width: Int, _ height: Int,
        _ ground: Scene.Ground? = nil
    ) -> Stage {
        var scene = SceneReader.scene(prompt: "noon", salt: "")
        scene.subjects = Scene.Subject.allCases.filter { counts[$0] != nil }
        scene.counts = counts
        let isWet = scene.subjects.contains { $0.place == .water }
        scene.ground = ground ?? (isWet ? .sea : .hills)
        return Stage(
            canvas: Canvas(width: width, height: height, isOpaque: true), scene: scene,
            palette: Palette(for: scene), detail: .low)
    }

    private func placements(on stage: Stage) -> [Placement] {
        let layout = SubjectLayout(of: stage, on: stage.ground())
        return layout.backdrop + layout.standing.flatMap(\.self) + layout.flying + layout.floating
    }

    private func expectApart(_ all: [Placement], on stage: Stage, _ note: Comment) {
        for (index, one) in all.enumerated() {
            let half = half(one)
            #expect(one.height > 0, note)
            #expect(one.foot.x - half >= 0 && one.foot.x + half <= stage.width, note)
            #expect(one.foot.y - one.height >= 0 && one.foot.y <= stage.height, note)
            for other in all[..<index] {
                let across = abs(one.foot.x - other.foot.x) / (half + self.half(other))
                let down = abs(one.foot.y - other.foot.y) / min(one.height, other.height)
                #expect(across >= 0.98 || down >= 0.6, note)
            }
        }
    }

    private func half(_ placement: Placement) -> Double {
        placement.subject.place == .backdrop
            ? placement.width / 2 : placement.height * placement.subject.breadth / 2
    }

    private func painted(_ scene: Scene) -> Swatch {
        let canvas = Canvas(width: 960, height: 400, isOpaque: true)
        Painter.paint(scene, prompt: "", detail: .low, cards: [], on: canvas)
        return Swatch(canvas)
    }
}
