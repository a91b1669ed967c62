import CGraphics

/// Draws any subject at a place, at a height.
enum SubjectDrawing {
    static func draw(_ subject: Scene.Subject, at foot: Spot, height: Double, on stage: Stage) {
        var brush = Brush(
            canvas: stage.canvas, scene: stage.scene, palette: stage.palette, detail: stage.detail,
            lightSide: stage.luminary.x < foot.x ? -1 : 1,
            generator: stage.scene.generator("subject \(subject)"))
        let width = stage.width / height
        stage.canvas.isolated {
            stage.canvas.translate(foot.x, foot.y)
            stage.canvas.scale(height, height)
            draw(subject, with: &brush, frameWidth: width)
        }
    }

    /// - Parameter frameWidth: how wide the whole frame is in the brush's units, for subjects that fill it.
    private static func draw(
        _ subject: Scene.Subject, with brush: inout Brush, frameWidth: Double
    ) {
        switch subject {
        case .castle: brush.drawCastle()
        case .lighthouse: brush.drawLighthouse()
        case .city: brush.drawCity(width: frameWidth)
        case .house: brush.drawHouses()
        case .boat: brush.drawBoat()
        case .forest: brush.drawForest(width: frameWidth)
        case .tree: brush.drawTree()
        case .cat: brush.drawCat()
        case .dog: brush.drawDog()
        case .rabbit: brush.drawRabbit()
        case .owl: brush.drawOwl()
        case .robot: brush.drawRobot()
        case .flowers: brush.drawFlowers()
        case .windmill: brush.drawWindmill()
        case .balloon: brush.drawBalloon()
        case .rocket: brush.drawRocket()
        case .pagoda: brush.drawPagoda()
        case .torii: brush.drawTorii()
        case .bridge: brush.drawBridge(width: frameWidth)
        case .pyramid: brush.drawPyramids()
        case .palm: brush.drawPalms()
        case .figure: brush.drawFigure()
        case .whale: brush.drawWhale()
        case .fish: brush.drawFish()
        case .cup: brush.drawCup()
        case .fruit: brush.drawFruit()
        case .book: brush.drawBooks()
        case .mushroom: brush.drawMushrooms()
        case .planet: brush.drawPlanet()
        case .train: brush.drawTrain()
        case .lantern: brush.drawLanterns()
        case .dragon: brush.drawDragon()
        case .snowman: brush.drawSnowman()
        }
    }
}
