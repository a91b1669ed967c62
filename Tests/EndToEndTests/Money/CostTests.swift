import Foundation
import IGSTestSupport
import Testing

/// `cost` and `balance`: what it came to, and what is left.
@Suite struct CostTests {
    @Test func `cost shows the session, today and all`() async throws {
        let bench = try Bench()
        let none = try await bench.run(["--json", "-c", "cost"])
        #expect(try Self.costs(none).map(\.spent) == [0, 0, 0], "\(none.story)")
        _ = try await bench.commands("gen a fox; wait")
        let outcome = try await bench.run([
            "--json", "--speed", "500", "-c",
            """
            gen a mill --quality low; wait
            expect fails { gen a duel, sandbox:reject violence }
            cost
            """,
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let costs = try Self.costs(outcome)
        #expect(costs.map(\.period) == ["session", "today", "total"], "\(outcome.story)")
        #expect(costs[0].spent == 0.022, "\(outcome.story)")
        // A midnight may have passed in between.
        #expect([0.114, 0.022].contains(costs[1].spent), "\(outcome.story)")
        #expect(costs[2].spent == 0.114, "\(outcome.story)")
        #expect(costs.allSatisfy { $0.reserved == 0 && $0.isFree })
    }

    @Test func `what is on its way is reserved at its worst`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--json", "--speed", "1", "--detach", "-c", "gen a fox; gen a mill --quality low; cost",
        ])
        #expect(try Self.costs(outcome)[0].reserved == 0.352, "\(outcome.story)")
        #expect(try Self.costs(outcome)[0].spent == 0)
    }

    @Test func `a live service's costs are its own, and not free`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a fox; wait")
        let sandbox = try SandboxProcess(.byHand, speed: 500, arguments: ["--credits", "100"])
        let environment = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
        let outcome = try await bench.run(
            [
                "--json", "-c",
                "set poll-after 50ms; balance; gen a fox --quality low; wait; cost; balance",
            ], environment: environment)
        let costs = try Self.costs(outcome)
        #expect(costs.map(\.spent) == [0.022, 0.022, 0.022], "\(outcome.story)")
        #expect(costs.allSatisfy { !$0.isFree })
        let balances = try outcome.events().filter { $0["event"] as? String == "balance" }
        #expect(balances.map { $0["credits"] as? Double } == [100, 97.8], "\(outcome.story)")
    }

    private struct Cost {
        let period: String
        let spent: Double
        let reserved: Double
        let isFree: Bool
    }

    private static func costs(_ outcome: IgsProcess.Outcome) throws -> [Cost] {
        try outcome.events().filter { $0["event"] as? String == "cost" }.map { event in
            Cost(
                period: try #require(event["period"] as? String),
                spent: try #require(event["spent"] as? Double),
                reserved: try #require(event["reserved"] as? Double),
                isFree: try #require(event["free"] as? Bool))
        }
    }
}
