import CGraphics

/// Draws any subject at its place.
enum SubjectDrawing {
    static func draw(_ placement: Placement, on stage: Stage) {
        let (foot, height) = (placement.foot, placement.height)
        let number = placement.index.map { $0 > 0 ? " \($0)" : "" } ?? ""
        var brush = Brush(
            canvas: stage.canvas, scene: stage.scene, palette: stage.palette, detail: stage.detail,
            lightSide: stage.luminary.x < foot.x ? -1 : 1,
            generator: stage.scene.generator("subject \(placement.subject)\(number)"))
        let width = placement.width / height
        stage.canvas.isolated {
            stage.canvas.translate(foot.x, foot.y)
            stage.canvas.scale(height, height)
            if let index = placement.index {
                drawOne(of: placement.subject, index, with: &brush, width: width)
            } else {
                draw(placement.subject, with: &brush, width: width)
            }
        }
    }

    /// Draws a single one of a subject that is usually drawn as several, and any other subject as usual.
    ///
    /// - Parameter index: Its number among several, from 0.
    private static func drawOne(
        of subject: Scene.Subject, _ index: Int, with brush: inout Brush, width: Double
    ) {
        switch subject {
        case .city: brush.drawCity(width: max(0.3, width - 0.35))
        case .forest: brush.drawGrove(width: width)
        case .bridge: brush.drawBridge(width: width, isWhole: true)
        case .house: brush.drawHouse(index)
        case .flowers: brush.drawFlower(index)
        case .mushroom: brush.drawMushroom()
        case .pyramid: brush.drawPyramid()
        case .palm: brush.drawPalm(index)
        case .fish: brush.drawFish(index)
        case .fruit: brush.drawFruit(index)
        case .book: brush.drawBook(index)
        case .lantern: brush.drawLantern()
        case .train: brush.drawTrain(isWhole: true)
        default: draw(subject, with: &brush, width: width)
        }
    }

    /// Draws a subject.
    ///
    /// - Parameter width: The available width in the brush's units, for subjects that fill it.
    private static func draw(_ subject: Scene.Subject, with brush: inout Brush, width: Double) {
        switch subject {
        case .castle: brush.drawCastle()
        case .lighthouse: brush.drawLighthouse()
        case .city: brush.drawCity(width: width)
        case .house: brush.drawHouses()
        case .boat: brush.drawBoat()
        case .forest: brush.drawForest(width: width)
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
        case .bridge: brush.drawBridge(width: width)
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
