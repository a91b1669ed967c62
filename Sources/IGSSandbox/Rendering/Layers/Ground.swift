/// What a scene stands on: painted in part behind its subjects, in part in front of them.
protocol Ground {
    /// Paints what lies behind the subjects.
    func paintBack(on stage: Stage)

    /// Where a subject's foot stands at a place from left to right, as a y.
    func foot(at x: Double) -> Double

    /// Paints what lies before the subjects.
    func paintFront(on stage: Stage)
}

extension Stage {
    /// Makes the ground that the scene asks for.
    func ground() -> any Ground {
        switch scene.ground {
        case .hills: Land(for: self, isMountainous: false)
        case .mountains: Land(for: self, isMountainous: true)
        case .meadow: Meadow(for: self)
        case .desert: Desert(for: self)
        case .sea: Sea(for: self)
        case .space: Space(for: self)
        case .table: Table(for: self)
        case .abstract: Abstraction(for: self)
        }
    }
}
