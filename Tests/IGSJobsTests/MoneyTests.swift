import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

/// What jobs count for, and budgets.
@Suite(.timeLimit(.minutes(1)))
struct MoneyTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `a job counts by what is known about it`() {
        let expected = """
            queued      spent 0   reserved 350  and told 50: spent 0   reserved 350
            sending     spent 0   reserved 350  and told 50: spent 0   reserved 350
            uncertain   spent 0   reserved 350  and told 50: spent 0   reserved 350
            accepted    spent 0   reserved 350  and told 50: spent 0   reserved 350
            running     spent 0   reserved 350  and told 50: spent 0   reserved 350
            downloading spent 350 reserved 0    and told 50: spent 50  reserved 0
            completed   spent 350 reserved 0    and told 50: spent 50  reserved 0
            rejected    spent 350 reserved 0    and told 50: spent 50  reserved 0
            failed      spent 350 reserved 0    and told 50: spent 50  reserved 0
            detached    spent 0   reserved 350  and told 50: spent 0   reserved 350
            paused      spent 0   reserved 350  and told 50: spent 0   reserved 350
            parked      spent 0   reserved 350  and told 50: spent 0   reserved 350
            expired     spent 350 reserved 0    and told 50: spent 50  reserved 0
            abandoned   spent 350 reserved 0    and told 50: spent 50  reserved 0
            """
        let found = JobLifecycle.State.allCases.map { state in
            var lifecycle = Sample.lifecycle(in: state)
            let before = Account(lifecycle, price: Price(mills: 350))
            lifecycle.creditsUsed = 5
            let after = Account(lifecycle, price: Price(mills: 350))
            let pad = LifecycleTableTests.padded
            return "\(pad(state.rawValue, 11)) spent \(pad("\(before.spent.mills)", 3)) "
                + "reserved \(pad("\(before.reserved.mills)", 4)) and told 50: "
                + "spent \(pad("\(after.spent.mills)", 3)) reserved \(after.reserved.mills)"
        }
        #expect(found.joined(separator: "\n") == expected)
    }

    @Test(arguments: [
        (ServiceError.Kind.rejected, JobLifecycle.State.rejected), (.noCredits, .failed),
        (.unauthorized, .failed), (.notAccepted, .failed), (.untrusted, .failed),
        (.cancelled, .queued),
    ])
    func `a rejected job counts for nothing`(
        kind: ServiceError.Kind, state: JobLifecycle.State
    ) {
        var lifecycle = Sample.lifecycle(in: .sending)
        _ = lifecycle.handle(.submitFailed(ServiceError(kind: kind, operation: .submit)))
        #expect(lifecycle.state == state)
        #expect(!lifecycle.mayBeCharged)
        let account = Account(lifecycle, price: Price(mills: 350))
        #expect(account.reserved.mills == (state == .queued ? 350 : 0))
        #expect(account.spent.mills == 0)
    }

    @Test func `a job that was never sent counts for nothing once it is abandoned`() {
        var lifecycle = JobLifecycle()
        _ = lifecycle.handle(.abandoned)
        #expect(Account(lifecycle, price: Price(mills: 350)) == .nothing)
    }

    @Test(arguments: [Double.nan, .infinity, -1, 1e300])
    func `numbers that are not credits are not believed`(credits: Double) {
        var lifecycle = Sample.lifecycle(in: .completed)
        lifecycle.creditsUsed = credits
        #expect(Account(lifecycle, price: Price(mills: 92)).spent.mills == 92)
    }

    @Test func `a budget is reserved, and then reconciled`() async throws {
        let budget = try await openBudget("outer", 1000)
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let job = try await engine.submit(intent(1, in: [budget]))
        #expect(job.account.reserved == Price(mills: 350))
        _ = await engine.wait(for: [job.id])
        let after = try #require(try await house.ledger.budget(budget))
        #expect(after.spent == Price(mills: 330))
        #expect(after.reserved == Price(mills: 0))
        #expect(after.left == Price(mills: 670))
    }

    @Test func `jobs that would exceed a budget are refused as a whole`() async throws {
        let outer = try await openBudget("outer", 1000)
        let inner = try await openBudget("inner", 700)
        let service = ScriptedService(.init(queries: [.success(.atWork)]))
        let engine = house.engine(service)
        _ = try await engine.submit([
            intent(1, in: [outer, inner]), intent(2, in: [outer, inner]),
        ])
        do {
            _ = try await engine.submit([intent(3, in: [outer]), intent(4, in: [outer, inner])])
            Issue.record("submitted")
        } catch {
            #expect(error.code == .overBudget)
            let exceeded = try #require(error.underlying as? BudgetExceeded)
            #expect(exceeded.budget.id == outer)
            #expect(exceeded.price == Price(mills: 700))
            #expect(exceeded.budget.reserved == Price(mills: 700))
            #expect(exceeded.budget.left == Price(mills: 300))
        }
        #expect(try await house.ledger.entries().count == 2)
        #expect(try await house.ledger.budget(inner)?.reserved == Price(mills: 700))
        #expect(try await house.ledger.budget(outer)?.reserved == Price(mills: 700))
        #expect(await engine.drivenCount == 2)
        await engine.shutdown()
    }

    @Test func `two processes do not exceed a budget together`() async throws {
        let budget = try await openBudget("one", 3500)
        let other = try house.anotherLedger()
        let ledgers = [house.ledger, other]
        let id = budget
        let committed = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                let ledger = ledgers[number % 2]
                group.addTask {
                    var entry = Sample.entry(number)
                    entry.price = Price(mills: 350)
                    entry.budgets = [id]
                    return (try? await ledger.insert(entry)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(committed == 10)
        #expect(try await house.ledger.budget(budget)?.left == Price(mills: 0))
    }

    @Test func `a refusal gives the reservation back`() async throws {
        let budget = try await openBudget("one", 350)
        let refusal = ServiceError(kind: .rejected, operation: .submit)
        let service = ScriptedService(
            .init(submissions: [.failure(refusal), .success(Acceptance(taskID: Sample.task))]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        _ = await engine.wait(for: [try await engine.submit(intent(1, in: [budget])).id])
        let second = try await engine.submit(intent(2, in: [budget]))
        #expect(await engine.wait(for: [second.id]).map(\.status) == [.completed])
    }

    @Test func `an unknown budget is refused`() async throws {
        let engine = house.engine(ScriptedService())
        await expectFailure(.unknownBudget) {
            _ = try await engine.submit(intent(1, in: [.random()]))
        }
    }

    @Test func `a budget that is opened again keeps what counts in it`() async throws {
        let budget = try await openBudget("one", 1000)
        var entry = Sample.entry(1)
        entry.price = Price(mills: 350)
        entry.budgets = [budget]
        try await house.ledger.insert(entry)
        let again = try await house.anotherLedger().openBudget(
            budget, scope: .block, holder: "other", cap: Price(mills: 300))
        #expect(again.cap == Price(mills: 300))
        #expect(again.reserved == Price(mills: 350))
        #expect(again.left == Price(mills: 0))
    }

    @Test func `spending is summed by session, by moment and by service`() async throws {
        let engine = house.engine(ScriptedService(), clock: ManualClock(jumps: true))
        _ = await engine.wait(for: [try await engine.submit(intent(1, in: [])).id])
        let other = try house.anotherLedger()
        var entry = Sample.entry(2, service: "https://example.com")
        entry.price = Price(mills: 100)
        try await other.insert(entry)
        let all = try await house.ledger.spending()
        #expect(all.services["sandbox"]?.spent == Price(mills: 330))
        #expect(all.services["https://example.com"]?.reserved == Price(mills: 100))
        let session = try await house.ledger.spendingOfSession()
        #expect(session.services.mapValues(\.jobCount) == ["sandbox": 1])
        #expect(try await house.ledger.spending(since: 1e12).services.isEmpty)
    }

    private func openBudget(_ name: String, _ mills: Int) async throws -> BudgetID {
        let id = try #require(BudgetID(rawValue: name))
        try await house.ledger.openBudget(
            id, scope: .block, holder: "test", cap: Price(mills: mills))
        return id
    }

    private func intent(_ number: Int, in budgets: [BudgetID]) -> JobIntent {
        JobIntent(
            id: Sample.id(number), request: Sample.request, price: Price(mills: 350),
            budgets: budgets)
    }
}
