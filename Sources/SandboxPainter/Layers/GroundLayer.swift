/// What a scene stands on: painted in part behind its subjects, in part in front of them.
protocol GroundLayer {
    /// Paints what lies behind the subjects.
    func paintBack(on stage: Stage)

    /// Where a subject's foot stands at a place from left to right, as a y.
    func foot(at x: Double) -> Double

    /// Paints what lies before the subjects.
    func paintFront(on stage: Stage)

    /// Whether the sky is seen above it.
    var hasSky: Bool { get }

    /// How far behind its foot a subject may stand, as a distance from top to bottom; 0 if all stand in one row.
    func depth(on stage: Stage) -> Double

    /// Whether it is open land, on which what stands gets a rise of its own.
    var isEarth: Bool { get }
}

extension GroundLayer {
    var hasSky: Bool { true }
    var isEarth: Bool { false }
    func depth(on stage: Stage) -> Double {
        isEarth ? max(0, foot(at: stage.width / 2) - stage.horizon - stage.unit * 2) : 0
    }
}

extension Stage {
    /// Makes the ground that the scene asks for.
    func ground() -> any GroundLayer {
        switch scene.ground {
        case .hills, .mountains, .meadow, .desert:
            scene.style == .neon ? NeonFloor(for: self) : land()
        case .sea: Sea(for: self)
        case .space: Space(for: self)
        case .table: Table(for: self)
        case .abstract: Abstraction(for: self)
        }
    }

    private func land() -> any GroundLayer {
        switch scene.ground {
        case .mountains: Land(for: self, isMountainous: true)
        case .meadow: Meadow(for: self)
        case .desert: Desert(for: self)
        case .hills, .sea, .space, .table, .abstract: Land(for: self, isMountainous: false)
        }
    }
}
