import CGraphics

/// Places a scene's subjects in its frame and draws them.
enum SubjectLayer {
    /// Where a kind of subject belongs.
    enum Place {
        /// Behind everything that stands: forests, cities, bridges.
        case backdrop
        case land
        case water
        case sky
    }

    /// Draws the subjects that stand behind the water's mirror, or on land.
    static func paintStanding(on stage: Stage, ground: any Ground) {
        let subjects = stage.scene.subjects
        for subject in subjects where subject.place == .backdrop {
            SubjectDrawing.draw(
                subject, at: Spot(stage.width / 2, backdropFoot(on: stage, ground: ground)),
                height: stage.unit * subject.height, on: stage)
        }
        let standing = subjects.filter { $0.place == .land }
        for (index, subject) in standing.enumerated().reversed() {
            let x = place(index, of: standing.count, on: stage)
            let share = (index == 0 ? 1 : 0.72) * tableShare(subject, stage)
            let foot = ground.foot(at: x)
            // Tall things stay within the frame, with some sky above them.
            let height = min(stage.unit * subject.height * share, foot * 0.86)
            if ground.isEarth { Mound.paint(at: Spot(x, foot), height, on: stage) }
            SubjectDrawing.draw(subject, at: Spot(x, foot), height: height, on: stage)
            if ground.isEarth { Mound.paintTufts(at: Spot(x, foot), height, on: stage) }
        }
    }

    /// Draws the subjects in the sky.
    static func paintFlying(on stage: Stage) {
        let flying = stage.scene.subjects.filter { $0.place == .sky }
        for (index, subject) in flying.enumerated() {
            // Beside what stands there, not before it.
            let isAlone = index == 0 && !stage.scene.subjects.contains { $0.place == .land }
            let x = isAlone ? stage.focus : stage.width - stage.focus
            let height = stage.unit * subject.height * (isAlone ? 1 : 0.62)
            let foot = stage.height * 0.14 + height + Double(index) * stage.unit * 8
            SubjectDrawing.draw(subject, at: Spot(x, foot), height: height, on: stage)
        }
        if stage.scene.extras.contains(.birds) { FlockDrawing.paint(on: stage) }
    }

    /// Draws the subjects on the water, with their mirror images.
    static func paintFloating(on stage: Stage) {
        let floating = stage.scene.subjects.filter { $0.place == .water }
        let hasOther = stage.scene.subjects.contains { $0.place == .land }
        for (index, subject) in floating.enumerated() {
            let x = index == 0 && !hasOther ? stage.focus : stage.width - stage.focus
            let y =
                stage.scene.ground == .sea
                ? stage.horizon + stage.unit * ((subject == .fish ? 25 : 8) + Double(index) * 4)
                : stage.height * 0.76
            let height = stage.unit * subject.height * (hasOther || index > 0 ? 0.6 : 1)
            stage.canvas.isolated {
                stage.canvas.translate(x, y)
                stage.canvas.scale(1, -0.75)
                stage.canvas.translate(-x, -y)
                stage.canvas.layer(opacity: 0.32) {
                    SubjectDrawing.draw(subject, at: Spot(x, y), height: height, on: stage)
                }
            }
            SubjectDrawing.draw(subject, at: Spot(x, y), height: height, on: stage)
        }
    }

    private static func place(_ index: Int, of count: Int, on stage: Stage) -> Double {
        let isLeft = stage.focus < stage.width / 2
        switch (index, stage.scene.ground) {
        case (0, _): return stage.focus
        case (1, .sea): return stage.focus + (isLeft ? 1 : -1) * stage.unit * 15
        case (_, .sea): return stage.focus - (isLeft ? 1 : -1) * stage.unit * 15
        case (1, _):
            return stage.width - stage.focus * (isLeft ? 0.72 : 1)
        default: return isLeft ? stage.focus * 0.3 : stage.width - (stage.width - stage.focus) * 0.3
        }
    }

    private static func backdropFoot(on stage: Stage, ground: any Ground) -> Double {
        switch stage.scene.ground {
        case .sea: stage.horizon + 1
        case .space: stage.height * 0.85
        default: ground.foot(at: stage.width / 2) + stage.unit * 3
        }
    }

    /// What does not belong on a table stands there as a toy.
    private static func tableShare(_ subject: Scene.Subject, _ stage: Stage) -> Double {
        guard stage.scene.ground == .table else { return 1 }
        return [.cup, .book, .fruit, .flowers, .cat, .lantern].contains(subject) ? 1 : 0.6
    }
}

extension Scene.Subject {
    var place: SubjectLayer.Place {
        switch self {
        case .city, .forest, .bridge: .backdrop
        case .boat, .whale, .fish: .water
        case .balloon, .planet, .dragon: .sky
        default: .land
        }
    }

    /// Whether it needs an islet where there is only water.
    var needsLand: Bool { place == .land }

    /// How tall it is, in hundredths of the frame's extent.
    var height: Double {
        switch self {
        case .castle, .pagoda: 50
        case .lighthouse: 52
        case .city: 40
        case .forest: 36
        case .bridge: 30
        case .tree, .palm, .rocket: 48
        case .robot, .figure: 42
        case .house, .windmill: 34
        case .balloon: 46
        case .boat: 40
        case .torii, .pyramid: 34
        case .cat, .dog, .owl, .rabbit, .snowman: 38
        case .flowers, .mushroom, .lantern: 38
        case .whale: 24
        case .fish: 36
        case .train: 18
        case .cup: 30
        case .book, .fruit: 24
        case .planet: 40
        case .dragon: 44
        }
    }
}
