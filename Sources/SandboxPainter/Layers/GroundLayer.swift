/// The ground of a scene: painted partly behind its subjects, partly in front of them.
protocol GroundLayer {
    /// Paints what lies behind the subjects.
    func paintBack(on stage: Stage)

    /// Returns where the foot of a subject at a horizontal position stands, as a y.
    func foot(at x: Double) -> Double

    /// Paints what lies in front of the subjects.
    func paintFront(on stage: Stage)

    /// Whether the sky is seen above it.
    var hasSky: Bool { get }

    /// Returns how far behind its foot a subject may stand, as a vertical distance; 0 if all stand in one row.
    func depth(on stage: Stage) -> Double

    /// Whether it is open land, on which subjects get a rise of their own.
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
    /// Returns the ground that the scene asks for.
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
