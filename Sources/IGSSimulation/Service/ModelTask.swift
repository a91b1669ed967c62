import IGSRandom

/// A task of the model service: the truth about it.
///
/// `@unchecked Sendable`: only its world's thread touches it.
final class ModelTask: @unchecked Sendable {
    /// The service's id.
    let id: String
    /// The id under which igs submitted it.
    let submittedID: String
    /// The id under which the service has it.
    let outTaskID: String
    let prompt: String
    let picture: ModelPicture
    /// The actual charge, in credits.
    let charge: Double
    /// The price according to the price list, in credits.
    let price: Double
    let tellsCost: Bool
    /// When it was accepted, in the world's seconds, like the other times.
    let acceptedAt: Double
    let beginsAt: Double
    let endsAt: Double
    /// When it can first be found.
    let visibleFrom: Double
    /// When a report first has its address.
    let addressFrom: Double
    /// When an address first brings the picture.
    let pictureFrom: Double
    /// How long an address lives; nil: for ever.
    let addressLife: Double?
    let addressMoves: Bool
    let firstAddressIsDead: Bool
    /// Why it fails; nil if it does not.
    let failure: String?

    /// When each address was given.
    private(set) var addresses: [Double] = []
    /// The lies that determine its course.
    let lies: Set<Lie>
    /// The lies that were told once, and are not told again.
    var told: Set<Lie> = []

    /// Creates a task. The lies determine its course.
    init(
        number: Int, submission: ModelSubmission, isAnother: Bool, at now: Double, lies: Lies,
        using random: inout SeededRandom
    ) {
        var told: Set<Lie> = isAnother ? [.acceptedAsAnother] : []
        func happens(_ lie: Lie) -> Bool {
            lies.happens(lie, using: &random) && told.insert(lie).inserted
        }
        id = "task_\(number)"
        submittedID = submission.outTaskID
        outTaskID = isAnother ? "other_\(number)" : submission.outTaskID
        prompt = submission.prompt
        picture = ModelPicture(
            task: id, width: submission.width, height: submission.height)
        price = submission.price
        failure =
            happens(.fails)
            ? random.pick(["out of memory", "safety_violations=[violence]", "upstream"]) : nil
        let isFree = failure != nil && random.chance(0.5)
        charge = isFree ? 0 : happens(.dearer) ? price * 3 : price
        tellsCost = !happens(.costUntold)
        acceptedAt = now
        beginsAt = now + .random(in: 0...15, using: &random)
        endsAt = beginsAt + .random(in: 3...120, using: &random)
        let hidden = Double.random(in: 1...20, using: &random)
        visibleFrom =
            happens(.showsUpLate) ? now + 600 : happens(.notFoundAtFirst) ? now + hidden : now
        let late = Double.random(in: 1...30, using: &random)
        addressFrom = happens(.addressLater) ? endsAt + late : endsAt
        pictureFrom = happens(.pictureLater) ? addressFrom + 5 + late / 3 : addressFrom
        addressLife = happens(.addressExpires) ? 30 : nil
        addressMoves = happens(.addressMoves)
        firstAddressIsDead = happens(.firstAddressDead)
        self.lies = told
    }

    /// Whether its picture can be fetched.
    func hasPicture(at now: Double) -> Bool {
        failure == nil && now >= max(endsAt, addressFrom, pictureFrom, visibleFrom)
    }

    /// Returns its addresses, with a new one if the last one is dead.
    func giveAddresses(at now: Double) -> [String] {
        if addresses.isEmpty || addressMoves || !isAlive(addresses.count - 1, at: now) {
            addresses.append(now)
        }
        let address = "https://cdn.test/\(id)/\(addresses.count - 1).png"
        return firstAddressIsDead ? ["https://cdn.test/dead/\(id).png", address] : [address]
    }

    /// Whether an address brings the picture.
    func isAlive(_ address: Int, at now: Double) -> Bool {
        guard addresses.indices.contains(address) else { return false }
        if addressMoves, address != addresses.count - 1 { return false }
        return addressLife.map { now < addresses[address] + $0 } ?? true
    }
}
