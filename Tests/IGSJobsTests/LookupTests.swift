import GRDB
import IGSClient
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
        isForgotten: Bool = false
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
            pacing: Pacing(), createdAt: 1, lifecycle: lifecycle,
            forgottenAt: isForgotten ? 2 : nil)
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
        #expect(try await ledger.newestJob(named: "hero", service: "sandbox")?.id == newest)
        #expect(try await ledger.newestJob(named: "her", service: "sandbox") == nil)
    }

    @Test func `a damaged entry is passed over`() async throws {
        let older = try await insert(1, name: "hero", digest: "ab")
        try await insert(2, name: "hero", digest: "ab")
        try await ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET request = '{' WHERE number = 2")
        }
        #expect(try await ledger.job(withPicture: "ab")?.id == older)
        #expect(try await ledger.newestJob(named: "hero", service: "sandbox")?.id == older)
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
