import FoundationEssentials
import IGSSimulation
import IGSTestSupport
import Testing

/// The list of bugs that `scripts/simulate plants` plants one at a time.
@Suite struct PlantTests {
    struct Plant: Decodable {
        let name: String
        let file: String
        let old: String
        let new: String
        let promises: [String]
        let lies: String?
    }

    private static func plants() throws -> [Plant] {
        let list = SourceTree.url("Tests/Simulation/plants.json")
        return try JSONDecoder().decode([Plant].self, from: Data(contentsOf: list))
    }

    @Test func `there are ten at least, each under its own name`() throws {
        let plants = try Self.plants()
        #expect(plants.count >= 10)
        #expect(Set(plants.map(\.name)).count == plants.count)
    }

    @Test func `each changes one place, and breaks a promise that there is`() throws {
        for plant in try Self.plants() {
            let text = try String(
                decoding: Data(contentsOf: SourceTree.url(plant.file)), as: UTF8.self)
            #expect(text.ranges(of: plant.old).count == 1, "\(plant.name): \(plant.file)")
            #expect(plant.old != plant.new, "\(plant.name)")
            #expect(!plant.promises.isEmpty, "\(plant.name)")
            for promise in plant.promises {
                #expect(Violation.Promise(rawValue: promise) != nil, "\(plant.name): \(promise)")
            }
            for lie in (plant.lies ?? "").split(separator: ",") where lie != "none" {
                #expect(Lie(rawValue: String(lie)) != nil, "\(plant.name): \(lie)")
            }
        }
    }
}
