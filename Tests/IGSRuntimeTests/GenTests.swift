import IGSClient
import IGSImages
import IGSJobs
import IGSRuntime
import Testing

@Suite struct GenTests {
    @Test func `jobs get numbers, names and pixels`() async throws {
        let house = try SessionHouse()
        #expect(
            await house.run(
                """
                set ratio 16:9; set quality low
                gen a castle under the stars, it's midnight --as castle
                gen "one  two" --ratio 1:1 -n 2 --as pair
                gen third
                wait
                """) == 0)
        let entries = house.session.jobs.entries
        #expect(entries.map(\.label) == ["castle", "pair-1", "pair-2", "job-4"])
        #expect(entries[0].job.request.prompt == "a castle under the stars, it's midnight")
        #expect(entries[1].job.request.prompt == "one  two")
        #expect(
            entries.map { $0.job.image?.size.description } == [
                "1536x864", "1024x1024", "1024x1024", "1536x864",
            ])
        #expect(house.session.jobs.entries(for: .name("pair")).map(\.number) == [2, 3])
        #expect(Set(entries.map(\.job.id)).count == 4)
    }

    @Test func `a name given again means the newest job`() async throws {
        let house = try SessionHouse()
        await house.run("gen a --as x; gen b -n 2 --as x; gen c --as x; wait")
        #expect(house.session.jobs.entries(for: .name("x")).map(\.number) == [4])
        #expect(house.session.jobs.entries(for: .name("x-1")).map(\.number) == [2])
    }

    @Test func `estimates follow the quality`() async throws {
        let house = try SessionHouse()
        await house.run("gen a; gen b --quality low --resolution 2K; wait")
        let estimates = house.reporter.events.compactMap { event in
            if case .submitted(_, let estimate) = event { estimate } else { nil }
        }
        #expect(estimates.map(\.price) == [Price(mills: 330), Price(mills: 29)])
        #expect(estimates.map(\.isUpperBound) == [true, false])
    }

    @Test func `references accompany their jobs`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            """
            gen a fox --as fox
            wait
            ref add %fox --as fox
            ref add https://example.com/a.png --as web
            gen both; gen one --ref fox; gen none --no-refs
            ref remove web; gen left
            ref clear; gen cleared
            wait
            """)
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(
            house.session.jobs.entries.map { $0.job.request.references.count } == [
                0, 2, 1, 0, 1, 0,
            ])
    }

    @Test func `a tenth reference is refused before the run`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            (1...10).map { "ref add https://example.com/\($0).png" }.joined(separator: "\n"))
        #expect(code == 3)
        #expect(house.reporter.diagnostics == ["E0233 the reference set is full: it holds 9"])
        // Where the count is not known before the run, the command refuses.
        let loop = try SessionHouse()
        #expect(await loop.run("for n in 1..10 { ref add https://example.com/$n.png }") == 3)
        let again = try SessionHouse()
        #expect(await again.run("for n in 1..5000 { ref add https://example.com/$n.png }") == 1)
        #expect(again.session.references.count == 9)
    }

    @Test func `a failure is raised by the statement that waits`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            """
            gen fine --as fine
            gen duel, sandbox:reject violence --as duel
            wait fine
            print between
            wait
            print never
            """)
        #expect(code == 6)
        #expect(house.reporter.printed == ["between"])
        #expect(house.reporter.diagnostics.map { $0.prefix(5) } == ["E0401"])
        #expect(await house.run("print later") == 0)
    }

    @Test func `the end of a script raises failures that nobody waited for`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("gen sandbox:no-credits") == 5)
        #expect(house.reporter.diagnostics.map { $0.prefix(5) } == ["E0403"])
    }

    @Test func `keeping going runs the rest and keeps the first exit code`() async throws {
        let house = try SessionHouse()
        let script = "gen a sandbox:reject violence; wait; print after; save %1 x/"
        #expect(await house.run(script, keepsGoing: true) == 6)
        #expect(house.reporter.printed == ["after"])
        let other = try SessionHouse()
        #expect(await other.run("set on-error continue; " + script) == 6)
    }

    @Test func `keeping going abandons no job`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("save; gen a castle --as c", keepsGoing: true) == 1)
        #expect(house.session.jobs.entries.map(\.job.status) == [.completed])
    }

    @Test func `fields of jobs are text`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            """
            gen a castle --ratio 16:9 --as day
            wait
            print "${day.status} ${day.width}x${day.height} ${1.prompt} ${last.status}"
            print "${day.credits:-none}" ${day.path}
            """)
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(house.reporter.printed.first == "completed 1536x864 a castle completed")
        #expect(await house.run("print ${day.colour}") == 3)
        #expect(await house.run("print ${nobody.path}") == 1)
    }
}
