import IGSTestSupport
import Synchronization
import Testing

@testable import IGSJobs

/// The access for simulations, which is asked before every step.
@Suite struct LedgerAccessTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("ledger.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    @Test func `it writes and reads as the other does`() async throws {
        let ledger = try Ledger(path: path, access: .blocking { _ in true })
        _ = try await ledger.insert(Sample.entry(1))
        #expect(try await ledger.entries().map(\.id) == [Sample.id(1)])
        ledger.close()
        #expect(try await Ledger(path: path).entries().map(\.id) == [Sample.id(1)])
    }

    @Test(arguments: [Ledger.Access.Step.own, .write])
    func `what may not be written is not`(step: Ledger.Access.Step) async throws {
        let ledger = try Ledger(path: path, access: .blocking { $0 != step })
        await expectFailure(.closed) { _ = try await ledger.insert(Sample.entry(1)) }
        #expect(try await ledger.entries().isEmpty)
    }

    @Test func `what ends after a commit has committed`() async throws {
        let ledger = try Ledger(path: path, access: .blocking { $0 != .goOn })
        await expectFailure(.closed) { _ = try await ledger.insert(Sample.entry(1)) }
        #expect(try await ledger.entries().count == 1)
    }

    @Test func `what may not be read is not`() async throws {
        let ledger = try Ledger(path: path, access: .blocking { $0 != .read })
        await expectFailure(.closed) { _ = try await ledger.entries() }
    }

    @Test func `who vanishes leaves the entries to others`() async throws {
        let ledger = try Ledger(path: path, access: .blocking { _ in true })
        _ = try await ledger.insert(Sample.entry(1))
        let other = try Ledger(path: path)
        let service = Sample.entry(1).service
        #expect(try await other.claim(service: service, except: []).isEmpty)
        ledger.vanish()
        #expect(try await other.claim(service: service, except: []).count == 1)
    }
}
