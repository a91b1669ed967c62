import Testing

@testable import SandboxPainter

/// How many of what a prompt asks for.
@Suite struct CountReadingTests {
    /// A word in the singular and the plural for everything that the painter can show several of.
    static let words: [Scene.Subject: (one: String, several: String)] = [
        .castle: ("castle", "castles"), .lighthouse: ("lighthouse", "lighthouses"),
        .city: ("city", "cities"), .house: ("house", "houses"), .boat: ("boat", "boats"),
        .forest: ("forest", "forests"), .tree: ("tree", "trees"), .cat: ("cat", "cats"),
        .dog: ("wolf", "wolves"), .rabbit: ("bunny", "bunnies"), .owl: ("owl", "owls"),
        .robot: ("robot", "robots"), .flowers: ("daisy", "daisies"),
        .windmill: ("windmill", "windmills"), .balloon: ("zeppelin", "zeppelins"),
        .rocket: ("rocket", "rockets"), .pagoda: ("pagoda", "pagodas"),
        .torii: ("gate", "gates"), .bridge: ("bridge", "bridges"),
        .pyramid: ("pyramid", "pyramids"), .palm: ("palm", "palm trees"),
        .figure: ("child", "children"), .whale: ("whale", "whales"),
        .cup: ("cup of coffee", "cups of coffee"), .mushroom: ("mushroom", "mushrooms"),
        .planet: ("planet", "planets"), .train: ("train", "trains"),
        .lantern: ("lantern", "lanterns"), .fish: ("fish", "fish"),
        .dragon: ("dragon", "dragons"), .snowman: ("snowman", "snowmen"),
        .book: ("book", "books"), .fruit: ("apple", "apples"),
    ]

    @Test(arguments: Scene.Subject.allCases)
    func `everything that the painter knows can be counted`(subject: Scene.Subject) throws {
        let (one, several) = try #require(Self.words[subject])
        for (number, count) in [
            ("two", 2), ("a pair of", 2), ("3", 3), ("four large", 4), ("five tiny red", 5),
            ("twelve", 12), ("a dozen", 12), ("two dozen", 24), ("twenty-two", 22), ("١٢", 12),
            ("a hundred", 24), ("99999999999999999999999999", 24),
        ] {
            #expect(self.count(subject, in: "\(number) \(several)") == count, "\(number)")
        }
        #expect(count(subject, in: "a \(one)") == nil)
        #expect(count(subject, in: "one \(one)") == 1)
        #expect(self.subjects(in: "zero \(several)").contains(subject) == false)
        #expect(count(subject, in: several) == (subject.isDrawnAsGroup ? nil : 3))
        #expect(count(subject, in: "some \(several)") == (subject.isDrawnAsGroup ? nil : 3))
    }

    @Test(
        arguments: [
            ("two cats and a dog", [.cat: 2]),
            ("a dog with two cats", [.cat: 2]),
            ("two cats, three dogs and four owls", [.cat: 2, .dog: 3, .owl: 4]),
            ("Two old men in a boat", [.figure: 2]),
            ("four people", [.figure: 4]), ("people", [.figure: 3]),
            ("zwei Katzen und drei Häuser", [.cat: 2, .house: 3]),
            ("deux chats et trois bateaux", [.cat: 2, .boat: 3]),
            ("dos gatos", [.cat: 2]),
            ("three sleepy black cats", [.cat: 3]),
            ("three fishing boats", [.boat: 3]), ("two pirate ships", [.boat: 2]),
            ("two cats, five cats", [.cat: 5]),
            ("several cats", [.cat: 5]),
            // What counts nothing that is painted.
            ("a boat with two sails", [:]), ("a castle with three knights", [:]),
            ("a seven-headed dragon", [:]), ("seven-headed dragons", [.dragon: 3]),
            ("a 3-masted ship", [:]), ("8-bit castles", [.castle: 3]),
            ("a cat at 5 o'clock", [:]), ("5, cats", [.cat: 3]), ("2 of a kind: a cat", [:]),
            ("cherry blossoms", [:]), ("palm trees", [:]), ("a cat", [:]),
            ("the castle's cat", [:]),
            ("a cat on the number 7 train", [:]),
        ] as [(String, [Scene.Subject: Int])])
    func `numbers count what they stand before`(prompt: String, counts: [Scene.Subject: Int]) {
        #expect(SceneReader.scene(prompt: prompt, salt: "").counts == counts)
    }

    @Test(
        arguments: [
            ("a pair of birds", 2), ("seven gulls", 7), ("a thousand crows", 24), ("birds", nil),
            ("a bird", nil), ("a single bird", 1), ("two cats and birds", nil),
        ] as [(String, Int?)])
    func `birds are a flock until they are counted`(prompt: String, count: Int?) {
        let scene = SceneReader.scene(prompt: prompt, salt: "")
        #expect(scene.extras.contains(.birds))
        #expect(scene.birdCount == count)
    }

    private func count(_ subject: Scene.Subject, in prompt: String) -> Int? {
        SceneReader.scene(prompt: prompt, salt: "").counts[subject]
    }

    private func subjects(in prompt: String) -> [Scene.Subject] {
        SceneReader.scene(prompt: prompt, salt: "").subjects
    }
}
