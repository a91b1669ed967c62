import FoundationEssentials
import GRDB
import IGSClient
import IGSImages
import IGSTestSupport
import Testing

@testable import IGSJobs

/// Pictures that answer the same request again: which the ledger gives out, and in which order.
struct ReusablePicturesTests {
    private let house: House
    private var ledger: Ledger { house.ledger }
    private let reference: ReferenceImage

    init() throws {
        house = try House()
        let file = try house.folder.write(Picture.png(4, 4, "reference"), to: "reference.png")
        reference = try house.store.adopt(ReferenceImage(file: file))
    }

    /// What distinguishes a job from the one that answers.
    enum Difference: CaseIterable {
        case none, name, prompt, ratio, resolution, quality, noReference, otherReference
        case referenceTwice, url
        case service, forgotten, attached, failed, running, queued, lost, damaged, unreadable
        case ownRun, ownSession
    }

    @Test(arguments: Difference.allCases)
    func `a finished job of the same service with the same request answers, and no other`(
        difference: Difference
    ) async throws {
        let wanted = try request()
        let image = try keep("castle")
        var entry = entry(1, try request(difference), image)
        switch difference {
        case .name: entry = self.entry(1, wanted, image, name: "night")
        case .service: entry = self.entry(1, wanted, image, service: "https://example.org")
        case .forgotten: entry.forgottenAt = 2
        case .attached: entry.isAttached = true
        case .failed: entry.lifecycle = Sample.lifecycle(in: .failed)
        case .running: entry.lifecycle = Sample.lifecycle(in: .running)
        case .queued: entry.lifecycle = Sample.lifecycle(in: .queued)
        case .ownRun: entry.run = Self.ownRun
        case .ownSession: entry.session = ledger.session
        default: break
        }
        try await ledger.insert(entry)
        switch difference {
        case .lost: try removePictures()
        case .damaged: try house.folder.write([1, 2, 3], to: path(of: image))
        case .unreadable:
            try await ledger.pool.write { try $0.execute(sql: "UPDATE job SET polls = 99") }
        default: break
        }
        let found = try pictures(run: Self.ownRun).take([.init(wanted, ordinal: 1)])
        let isAnswer = difference == .none || difference == .name
        #expect(found.map { $0?.id } == [isAnswer ? Sample.id(1) : nil])
        #expect(isAnswer || found.count == 1)
    }

    @Test func `a lost picture counts if a file that was saved holds it`() async throws {
        let image = try keep("castle")
        try await ledger.insert(entry(1, Sample.request, image))
        let copy = try house.folder.write(Picture.png(1536, 864, "castle"), to: "saved.png")
        try await ledger.remember([KnownFile(path: copy, sha256: image.sha256)], now: 1)
        try removePictures()
        #expect(try take(1) == [1])
        try house.folder.write([1], to: "saved.png")
        #expect(try take(1) == [nil])
    }

    /// The jobs of the ledger: number, run, ordinal, and whether there is a picture.
    typealias Made = (number: Int, run: String, ordinal: Int, isFinished: Bool)

    @Test(
        arguments: [
            // As many again, fewer, more.
            ([(1, "a", 1, true), (2, "a", 2, true)], [1, 2]),
            ([(1, "a", 1, true), (2, "a", 2, true)], [1]),
            ([(1, "a", 1, true), (2, "a", 2, true)], [1, 2, nil]),
            // The newest run's, then what is left of older ones.
            (
                [(1, "a", 1, true), (2, "a", 2, true), (3, "b", 1, true), (4, "b", 2, true)],
                [3, 4]
            ),
            (
                [(1, "a", 1, true), (2, "a", 2, true), (3, "b", 1, true), (4, "b", 2, true)],
                [3, 4, 1, 2, nil]
            ),
            // The second run reused two and made two.
            (
                [(1, "a", 1, true), (2, "a", 2, true), (3, "b", 3, true), (4, "b", 4, true)],
                [1, 2, 3, 4]
            ),
            // What failed is made anew, and the others keep their places.
            ([(1, "a", 1, true), (2, "a", 2, false), (3, "a", 3, true)], [1, nil, 3]),
            ([(1, "a", 1, true), (2, "a", 2, false), (3, "a", 3, true)], [1, 3]),
            ([(1, "a", 1, false), (2, "a", 2, true), (3, "a", 3, true)], [3]),
            ([(1, "a", 1, true), (2, "b", 1, false)], [1]),
            (
                [(1, "a", 1, true), (2, "a", 2, true), (3, "b", 1, true), (4, "b", 2, false)],
                [3, 2]
            ),
        ] as [([Made], [Int?])])
    func `the k-th request gets what the last run had as its k-th`(
        made: [Made], numbers: [Int?]
    ) async throws {
        for job in made {
            let image = job.isFinished ? try keep("\(job.number)") : nil
            var entry = entry(job.number, Sample.request, image)
            entry.run = RunID(rawValue: "run-\(job.run)")
            entry.ordinal = job.ordinal
            try await ledger.insert(entry)
        }
        #expect(try take(numbers.count) == numbers)
    }

    @Test func `no picture is given out twice, however it is asked for`() async throws {
        for number in 1...3 {
            var entry = entry(number, Sample.request, try keep("\(number)"))
            entry.ordinal = number
            try await ledger.insert(entry)
        }
        let pictures = pictures()
        for expected in [1, 2, 3, nil, nil] {
            let found = try pictures.take([.init(Sample.request, ordinal: expected ?? 2)])
            #expect(found.map { $0?.id } == [expected.map(Sample.id)])
        }
    }

    @Test func `a retry stands in the place of its first try`() async throws {
        let engine = house.engine(ScriptedService(), clock: ManualClock(jumps: true))
        for number in 1...3 {
            var entry = entry(number, Sample.request, number == 2 ? nil : try keep("\(number)"))
            if number == 2 { entry.lifecycle = Sample.lifecycle(in: .rejected) }
            entry.ordinal = number
            try await ledger.insert(entry)
        }
        let retry = try await engine.retry(Sample.id(2), as: Sample.id(4))
        #expect(try await ledger.entry(retry.id)?.ordinal == 2)
        await engine.shutdown()
    }

    @Test func `a ledger of before learns what its jobs asked for`() async throws {
        let image = try keep("castle")
        var entries = (1...6).map { entry($0, Sample.request, image) }
        // Two of one run, one tried again; two of one session; one of the first version.
        for index in 0...2 { entries[index].run = RunID(rawValue: "run-a") }
        entries[2].retryOf = entries[0].id
        entries[5].session = nil
        for entry in entries { try await ledger.insert(entry) }
        let old = house.folder.file("old/ledger.sqlite")
        try Disk.makeFolder(Disk.folder(of: old))
        let queue = try DatabaseQueue(path: old)
        try LedgerSchema.migrator.migrate(queue, upTo: "7 tallies and lookups")
        let table = LedgerTable.jobWithoutRequestKey
        let columns = table.columns.joined(separator: ", ")
        try await queue.writeWithoutTransaction { [source = ledger.path] database in
            try database.execute(
                sql: """
                    ATTACH '\(source)' AS fresh;
                    INSERT INTO job (\(columns)) SELECT \(columns) FROM fresh.job;
                    DETACH fresh;
                    """)
            try table.sealAll(in: database)
            try database.execute(sql: "UPDATE job SET polls = 99 WHERE number = 5")
        }
        try queue.close()
        let migrated = try Ledger(path: old)
        let rows = try migrated.pool.read {
            try Row.fetchAll($0, sql: "SELECT ordinal, request_key FROM job ORDER BY number")
        }
        #expect(rows.map { $0["ordinal"] as Int } == [1, 2, 1, 1, 1, 1])
        let keys = try await ledger.pool.read {
            try Int64.fetchSet($0, sql: "SELECT request_key FROM job")
        }
        #expect(keys.count == 1 && rows[0]["request_key"] == keys.first)
        // The damaged one is still recognised.
        #expect(rows[4]["request_key"] as Int64? == nil)
        #expect(try await migrated.examineWhole().unreadable.count == 1)
    }
}

private extension ReusablePicturesTests {
    // swift-format-ignore: NeverForceUnwrap
    static let ownRun = RunID(rawValue: "run-own")!

    func pictures(run: RunID? = nil) -> ReusablePictures {
        ReusablePictures(ledger: ledger, store: house.store, service: "sandbox", run: run)
    }

    /// Asks for the same so many times in one call, and returns the numbers of the jobs.
    func take(_ count: Int) throws -> [Int?] {
        try pictures().take((1...count).map { .init(Sample.request, ordinal: $0) }).map { job in
            try job.map { job in
                try #require(Int(job.id.rawValue.dropFirst("igs_".count)))
            }
        }
    }

    func entry(
        _ number: Int, _ request: GenerationRequest, _ image: StoredImage?, name: String? = nil,
        service: String = "sandbox"
    ) -> LedgerEntry {
        var lifecycle = Sample.lifecycle(in: image == nil ? .failed : .downloading)
        if let image { _ = lifecycle.handle(.stored(image)) }
        return LedgerEntry(
            id: Sample.id(number), name: name, service: service, request: request,
            pacing: Pacing(), createdAt: Double(number), session: "session", lifecycle: lifecycle)
    }

    func request(_ difference: Difference = .none) throws -> GenerationRequest {
        let other = try house.folder.write(Picture.png(4, 4, "other"), to: "other.png")
        let references: [ReferenceImage] =
            switch difference {
            case .noReference: []
            case .otherReference: [try house.store.adopt(ReferenceImage(file: other))]
            case .referenceTwice: [reference, reference]
            case .url: [try ReferenceImage(url: "https://example.org/1.png")]
            default: [reference]
            }
        return try GenerationRequest(
            prompt: difference == .prompt ? "a castle " : "a castle",
            ratio: difference == .ratio ? .square : .sixteenByNine,
            resolution: difference == .resolution ? .twoK : .oneK,
            quality: difference == .quality ? .low : nil, references: references)
    }

    /// Puts a picture into the store.
    func keep(_ words: String) throws -> StoredImage {
        let file = try house.store.receive()
        try file.append(Picture.png(1536, 864, words))
        return try file.placeImage(besides: [])
    }

    func removePictures() throws {
        try FileManager.default.removeItem(atPath: house.store.folder + "/images")
    }

    func path(of image: StoredImage) -> String {
        "state/store/images/\(image.sha256).png"
    }
}
