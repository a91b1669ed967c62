/// The positions at which a scene's subjects stand, float and fly: a value that does not draw anything.
struct SubjectLayout {
    private let stage: Stage
    private let ground: any GroundLayer

    init(of stage: Stage, on ground: any GroundLayer) {
        self.stage = stage
        self.ground = ground
    }

    /// The subjects behind everything else.
    var backdrop: [Placement] {
        subjects(.backdrop).flatMap { subject in
            let count = stage.scene.counts[subject] ?? 1
            let width = stage.width / Double(count)
            let height = min(stage.unit * subject.height, count > 1 ? width * 0.7 : .infinity)
            return (0..<count).map { index in
                Placement(
                    subject: subject, index: count > 1 ? index : nil,
                    foot: Spot(width * (Double(index) + 0.5), backdropFoot), height: height,
                    width: count > 1 ? width * 0.86 : width)
            }
        }
    }

    /// The subjects on land, from the back to the front; those side by side are in one row.
    var standing: [[Placement]] {
        let subjects = subjects(.land)
        guard isCrowd(subjects) else {
            return subjects.enumerated().reversed().map { index, subject in
                let x = place(index, of: subjects.count)
                let share = (index == 0 ? 1 : 0.72) * tableShare(subject)
                let foot = ground.foot(at: x)
                // Tall things stay within the frame, with some sky above them.
                let height = min(stage.unit * subject.height * share, foot * 0.86)
                return [placement(subject, at: Spot(x, foot), height)]
            }
        }
        let foot = ground.foot(at: stage.width / 2)
        let behind = ground.depth(on: stage)
        let before = behind > 0 ? max(0, stage.height * 0.82 - foot) : 0
        let depth = behind + before
        let rows = SubjectRows(
            members(subjects) { tableShare($0) }, width: stage.width * 0.94,
            most: depth > 0 ? 4 : 1
        ) { count in
            count == 1 ? foot * 0.8 : depth / Double(count - 1) * 1.25
        }
        return placements(rows) { x, row in
            guard rows.rows.count > 1 else { return ground.foot(at: x) }
            let share = Double(row) / Double(rows.rows.count - 1)
            return ground.foot(at: x) - behind + depth * share
        }
    }

    /// The subjects that fly.
    var flying: [Placement] {
        let subjects = subjects(.sky)
        let hasLand = !self.subjects(.land).isEmpty
        guard isCrowd(subjects) else {
            return subjects.enumerated().map { index, subject in
                // Beside the subjects there, not in front of them.
                let isAlone = index == 0 && !hasLand
                let x = isAlone ? stage.focus : stage.width - stage.focus
                let height = stage.unit * subject.height * (isAlone ? 1 : 0.62)
                let foot = stage.height * 0.14 + height + Double(index) * stage.unit * 8
                return placement(subject, at: Spot(x, foot), height)
            }
        }
        let top = stage.height * 0.04
        let room = stage.height * (hasLand ? 0.36 : 0.58)
        let rows = SubjectRows(
            members(subjects) { _ in hasLand ? 0.62 : 1 }, width: stage.width * 0.94, most: 4
        ) { count in
            room / Double(count) * (count == 1 ? 0.8 : 0.92)
        }
        var generator = stage.scene.generator("heights")
        let band = room / Double(rows.rows.count)
        return placements(rows) { _, row in top + band * Double(row + 1) }.flatMap { row in
            row.map { placement in
                var placement = placement
                placement.foot.y -= (band - placement.height) * generator.unit()
                return placement
            }
        }
    }

    /// The subjects on the water, from the back to the front.
    var floating: [Placement] {
        let subjects = subjects(.water)
        let hasOther = !self.subjects(.land).isEmpty
        let isSea = stage.scene.ground == .sea
        guard isCrowd(subjects) else {
            return subjects.enumerated().map { index, subject in
                let x = index == 0 && !hasOther ? stage.focus : stage.width - stage.focus
                let y =
                    isSea
                    ? stage.horizon + stage.unit * ((subject == .fish ? 25 : 8) + Double(index) * 4)
                    : stage.height * 0.76
                let height = stage.unit * subject.height * (hasOther || index > 0 ? 0.6 : 1)
                return placement(subject, at: Spot(x, y), height)
            }
        }
        let hasFish = subjects.contains(.fish)
        let far = stage.horizon + stage.unit * (hasFish ? 12 : 4)
        let near = max(far, stage.height * (hasFish ? 0.94 : 0.84))
        let rows = SubjectRows(
            members(subjects) { _ in hasOther ? 0.6 : 1 }, width: stage.width * 0.94, most: 4
        ) { count in
            count == 1 ? far * 0.8 : (near - far) / Double(count - 1) * 1.4
        }
        return placements(rows) { _, row in
            let share = rows.rows.count > 1 ? Double(row) / Double(rows.rows.count - 1) : 0.5
            return far + (near - far) * share
        }.flatMap(\.self)
    }
}

extension SubjectLayout {
    private func subjects(_ place: Scene.Subject.Place) -> [Scene.Subject] {
        stage.scene.subjects.filter { $0.place == place }
    }

    /// Whether some of the subjects are more than one.
    private func isCrowd(_ subjects: [Scene.Subject]) -> Bool {
        subjects.contains { stage.scene.counts[$0] ?? 1 > 1 }
    }

    private func placement(
        _ subject: Scene.Subject, at foot: Spot, _ height: Double
    ) -> Placement {
        Placement(
            subject: subject, index: stage.scene.counts[subject] == nil ? nil : 0, foot: foot,
            height: height, width: stage.width)
    }

    private func members(
        _ subjects: [Scene.Subject], share: (Scene.Subject) -> Double
    ) -> [SubjectRows.Member] {
        subjects.flatMap { subject in
            (0..<(stage.scene.counts[subject] ?? 1)).map { index in
                SubjectRows.Member(
                    subject: subject, index: stage.scene.counts[subject] == nil ? nil : index,
                    height: stage.unit * subject.height * share(subject))
            }
        }
    }

    /// Places members in the frame.
    ///
    /// - Parameter foot: Returns the position of the foot of a subject at a horizontal position in a row.
    private func placements(
        _ rows: SubjectRows, foot: (_ x: Double, _ row: Int) -> Double
    ) -> [[Placement]] {
        rows.rows.indices.map { row in
            zip(rows.rows[row], rows.places(inRow: row, width: stage.width)).map { member, x in
                Placement(
                    subject: member.subject, index: member.index, foot: Spot(x, foot(x, row)),
                    height: member.height * rows.scale, width: stage.width)
            }
        }
    }

    private func place(_ index: Int, of count: Int) -> Double {
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

    private var backdropFoot: Double {
        switch stage.scene.ground {
        case .sea: stage.horizon + 1
        case .space: stage.height * 0.85
        default: ground.foot(at: stage.width / 2) + stage.unit * 3
        }
    }

    /// Returns the scale of a subject on a table: one that does not belong there is drawn as a toy.
    private func tableShare(_ subject: Scene.Subject) -> Double {
        guard stage.scene.ground == .table else { return 1 }
        return [.cup, .book, .fruit, .flowers, .cat, .lantern].contains(subject) ? 1 : 0.6
    }
}
