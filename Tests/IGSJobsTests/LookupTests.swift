import GRDB
import IGSClient
import IGSImages
import IGSTestSupport
import Testing

@testable import IGSJobs

/// Jobs are found by their pictures and by their names.
struct LookupTests {
    private let house: House
    private var ledger: Ledger { house.ledger }

    init() throws { house = try House() }

    @discardableResult
    private func insert(
        _ number: Int, name: String? = nil, digest: String? = nil, service: String = "sandbox",
        isForgotten: Bool = false, at time: Double = 1, retryOf: Int? = nil
    ) async throws -> OutTaskID {
        var lifecycle = Sample.lifecycle(in: .downloading)
        if let digest {
            let image = StoredImage(
                path: "/images/\(digest).png", sha256: digest, format: .png,
                size: PixelSize(width: 1, height: 1), byteCount: 3)
            _ = lifecycle.handle(.stored(image))
        }
        let entry = LedgerEntry(
            id: Sample.id(number), name: name, service: service, request: Sample.request,
            pacing: Pacing(), createdAt: time, retryOf: retryOf.map(Sample.id),
            lifecycle: lifecycle, forgottenAt: isForgotten ? 2 : nil)
        try await ledger.insert(entry)
        return entry.id
    }

    @Test func `a picture leads to the newest job that made it, of any service`() async throws {
        try await insert(1, digest: "ab")
        let newest = try await insert(
            2, digest: "ab", service: "https://example.org", isForgotten: true)
        try await insert(3, digest: "abc")
        try await insert(4)
        #expect(try await ledger.job(withPicture: "ab")?.id == newest)
        #expect(try await ledger.job(withPicture: "b") == nil)
    }

    @Test func `a name leads to the newest job of the service that is not forgotten`() async throws
    {
        try await insert(1, name: "hero")
        let newest = try await insert(2, name: "hero")
        try await insert(3, name: "hero", service: "https://example.org")
        try await insert(4, name: "hero", isForgotten: true)
        try await insert(5, name: "hero-2")
        #expect(try ledger.jobs(named: "hero", service: "sandbox").map(\.id) == [newest])
        #expect(try ledger.jobs(named: "her", service: "sandbox").isEmpty)
        #expect(try ledger.jobNames(service: "sandbox") == ["hero", "hero-2"])
    }

    @Test func `a name leads to the newest jobs that were made together under it`() async throws {
        try await insert(1, name: "day-1", at: 1)
        try await insert(2, name: "day-2", at: 1)
        try await insert(3, name: "day-3", at: 1)
        let one = try await insert(4, name: "day-1", at: 2)
        try await insert(5, name: "day-2", at: 2)
        try await insert(6, name: "day-02x", at: 2)
        let secondTry = try await insert(7, name: "day-2", at: 3, retryOf: 5)
        // Named one by one, these were never together.
        try await insert(8, name: "night-1", at: 4)
        try await insert(9, name: "night-2", at: 5)
        #expect(try ledger.jobs(named: "day", service: "sandbox").map(\.id) == [one, secondTry])
        #expect(try ledger.jobs(named: "night", service: "sandbox").isEmpty)
        #expect(try ledger.jobs(named: "da", service: "sandbox").isEmpty)
        let single = try await insert(10, name: "day", at: 6)
        #expect(try ledger.jobs(named: "day", service: "sandbox").map(\.id) == [single])
    }

    @Test func `what is made or forgotten later takes nothing from a group but its own`()
        async throws
    {
        try await insert(1, name: "day", at: 1)
        let one = try await insert(2, name: "day-1", at: 2)
        let two = try await insert(3, name: "day-2", at: 2)
        // One by one, under a name like theirs.
        try await insert(4, name: "day-2", at: 3)
        try await insert(5, name: "day-7", at: 4)
        #expect(try ledger.jobs(named: "day", service: "sandbox").map(\.id) == [one, two])
        try await insert(6, name: "dog", at: 5)
        try await insert(7, name: "dog-1", isForgotten: true, at: 6)
        let rest = try await insert(8, name: "dog-2", at: 6)
        #expect(try ledger.jobs(named: "dog", service: "sandbox").map(\.id) == [rest])
        // Of a group that is forgotten as a whole, an older one takes the place.
        try await insert(9, name: "dog-1", isForgotten: true, at: 7)
        try await insert(10, name: "dog-2", isForgotten: true, at: 7)
        #expect(try ledger.jobs(named: "dog", service: "sandbox").map(\.id) == [rest])
    }

    @Test func `files are known by what they held`() async throws {
        let job = Sample.id(1)
        try await ledger.remember(
            [.init(path: "/a", sha256: "x", job: job), .init(path: "/b", sha256: "x")], now: 1)
        try await ledger.remember([.init(path: "/a", sha256: "y")], now: 2)
        try await ledger.remember([.init(path: "/c", sha256: "x")], now: 3)
        #expect(try await ledger.files(holding: "x").map(\.path) == ["/c", "/b"])
        #expect(try await ledger.files(holding: "y") == [.init(path: "/a", sha256: "y")])
        #expect(try await ledger.files(holding: "z").isEmpty)
    }

    @Test func `a damaged entry is passed over`() async throws {
        let older = try await insert(1, name: "hero", digest: "ab")
        try await insert(2, name: "hero", digest: "ab")
        try await ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET request = '{' WHERE number = 2")
        }
        #expect(try await ledger.job(withPicture: "ab")?.id == older)
        #expect(try ledger.jobs(named: "hero", service: "sandbox").map(\.id) == [older])
    }

    @Test func `a file's digest is that of its bytes`() throws {
        let path = try house.folder.write("abc", to: "a")
        #expect(
            ContentDigest.ofFile(path)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentDigest.ofFile(house.folder.path) == nil)
        #expect(ContentDigest.ofFile(path + "b") == nil)
    }
}
