import GRDB
import IGSClient
import IGSRuntime
import IGSTestSupport
import Testing

@testable import IGSJobs

/// `jobs` beside a ledger of more jobs than it reads at once.
struct LargeListingTests {
    private static let count = 450
    private let house: SessionHouse

    init() async throws {
        house = try SessionHouse(mode: .prompt)
        let ledger = try Ledger(path: house.folder.file("ledger.sqlite"))
        defer { ledger.close() }
        let entries = try (1...Self.count).map { number in
            LedgerEntry(
                id: try #require(OutTaskID(rawValue: "igs_\(number)")), name: "day-\(number)",
                service: "sandbox",
                request: try GenerationRequest(
                    prompt: number.isMultiple(of: 100) ? "a Tower" : "a mill"),
                pacing: Pacing(), createdAt: 1_800_000_000 + Double(number),
                lifecycle: JobLifecycle(state: number == 3 ? .failed : .abandoned))
        }
        _ = try await ledger.insert(entries)
    }

    /// The lists that were reported since the last call of `run`.
    private func lists(of line: String) async -> [JobList] {
        let before = house.reporter.events.count
        await house.run(line)
        return house.reporter.events.dropFirst(before).compactMap {
            if case .jobs(let list) = $0 { list } else { nil }
        }
    }

    @Test func `all jobs are listed once, in the order of their numbers`() async throws {
        await house.run("gen a kite --quality low --as kite; wait")
        for _ in 1...2 {
            let lists = await lists(of: "jobs --all")
            #expect(lists.count > 2)
            #expect(
                lists.map(\.position)
                    == lists.indices.map { index in
                        lists[..<index].reduce(0) { $0 + $1.entries.count }
                    })
            let entries = lists.flatMap(\.entries)
            #expect(entries.map(\.number) == Array(1...(Self.count + 1)))
            #expect(
                entries.compactMap(\.name) == ["kite"] + (1...Self.count).map { "day-\($0)" })
        }
    }

    @Test(arguments: [
        ("jobs tower", [100, 200, 300, 400]), ("jobs TOW a", [100, 200, 300, 400]),
        ("jobs failed", [3]), ("jobs %day-77", [77]), ("jobs day-44", [44] + Array(440...449)),
        ("jobs --since 2027-01-15", Array(1...450)), ("jobs mill tower", []), ("jobs %day", []),
    ])
    func `words and times choose what is listed`(line: String, numbers: [Int]) async throws {
        let entries = await lists(of: line).flatMap(\.entries)
        #expect(entries.compactMap(\.name) == numbers.map { "day-\($0)" })
    }

    @Test func `a list without jobs says how many earlier ones there are`() async throws {
        #expect(await lists(of: "jobs").map(\.earlierCount) == [Self.count])
        await house.run("forget %day-1")
        #expect(await lists(of: "jobs").map(\.earlierCount) == [Self.count - 1])
        await house.run("jobs --all; forget %day-2")
        #expect(await lists(of: "jobs").map(\.earlierCount) == [0])
    }

    @Test func `the prompt reports damage that an examination of the whole ledger finds`()
        async throws
    {
        let path = house.folder.file("ledger.sqlite")
        let ledger = try Ledger(path: path)
        let long = try GenerationRequest(prompt: String(repeating: "word ", count: 1_000))
        _ = try await ledger.insert(
            (1...250).map { number in
                LedgerEntry(
                    id: try #require(OutTaskID(rawValue: "igs_long_\(number)")), name: nil,
                    service: "sandbox", request: long, pacing: Pacing(), createdAt: 1,
                    lifecycle: JobLifecycle(state: .abandoned))
            })
        try await ledger.pool.write {
            try $0.execute(sql: "UPDATE job SET polls = 64 WHERE number = 5")
        }
        ledger.close()
        await house.session.start(version: "1")
        #expect(house.reporter.diagnostics.isEmpty)
        await house.session.examination?.value
        await house.session.reportSettled()
        #expect(house.reporter.diagnostics.count == 1)
        #expect(house.reporter.diagnostics.first?.contains("1 entry cannot be read") == true)
        // Once is enough, and nothing is under way any more.
        await house.session.reportSettled()
        #expect(house.reporter.diagnostics.count == 1 && house.session.examination == nil)
    }
}
