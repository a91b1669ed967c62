import CGraphics

/// Draws a scene's subjects where they belong.
enum SubjectLayer {
    /// Draws the subjects that stand behind the water's mirror, or on land.
    static func paintStanding(on stage: Stage, ground: any GroundLayer) {
        let layout = SubjectLayout(of: stage, on: ground)
        for placement in layout.backdrop { SubjectDrawing.draw(placement, on: stage) }
        for row in layout.standing {
            if ground.isEarth {
                for placement in row {
                    Mound.paint(at: placement.foot, placement.height, on: stage)
                }
            }
            for placement in row { SubjectDrawing.draw(placement, on: stage) }
            if ground.isEarth {
                for placement in row {
                    Mound.paintTufts(at: placement.foot, placement.height, on: stage)
                }
            }
        }
    }

    /// Draws the subjects in the sky.
    static func paintFlying(on stage: Stage, ground: any GroundLayer) {
        for placement in SubjectLayout(of: stage, on: ground).flying {
            SubjectDrawing.draw(placement, on: stage)
        }
        if stage.scene.extras.contains(.birds) { FlockDrawing.paint(on: stage) }
    }

    /// Draws the subjects on the water, with their mirror images.
    static func paintFloating(on stage: Stage, ground: any GroundLayer) {
        for placement in SubjectLayout(of: stage, on: ground).floating {
            let foot = placement.foot
            stage.canvas.isolated {
                stage.canvas.translate(foot.x, foot.y)
                stage.canvas.scale(1, -0.75)
                stage.canvas.translate(-foot.x, -foot.y)
                stage.canvas.layer(opacity: 0.32) { SubjectDrawing.draw(placement, on: stage) }
            }
            SubjectDrawing.draw(placement, on: stage)
        }
    }
}
