import IGSClient
import IGSJobs
import IGSRuntime
import IGSScript
import Testing

/// What only a run shows of the language. (What scripts can say of it themselves stands in
/// Tests/Language.)
@Suite struct InterpreterTests {
    private struct Outcome {
        let code: Int32
        let house: SessionHouse

        var printed: [String] { house.reporter.printed }
        var ids: [String] { house.reporter.diagnostics.map { String($0.prefix(5)) } }
    }

    private func run(_ text: String, keepsGoing: Bool = false) async throws -> Outcome {
        let house = try SessionHouse()
        return Outcome(code: await house.run(text, keepsGoing: keepsGoing), house: house)
    }

    @Test func `a call has variables of its own`() async throws {
        let outcome = try await run(
            """
            let a = outer
            def f a { let b = inner; print $a $b; g; print $a }
            def g { let a = deep; print $a }
            f given
            print $a
            """)
        #expect(outcome.code == 0, "\(outcome.ids)")
        #expect(outcome.printed == ["given inner", "deep", "given", "outer"])
    }

    @Test func `what a line defines, the next one uses`() async throws {
        let house = try SessionHouse(mode: .prompt)
        let runner = ScriptRunner(session: house.session)
        for line in ["def greet x { print \"hello, $x\" }", "let who = you", "greet $who", "greet"]
        {
            await runner.runInput(SourceFile(name: "prompt", origin: .prompt, text: line))
        }
        #expect(house.reporter.printed == ["hello, you"])
        #expect(house.reporter.diagnostics == ["E0222 'greet' takes 1 value, not 0"])
    }

    @Test func `calls nest to a limit`() async throws {
        let outcome = try await run(
            "def down { try { down } catch reason { print $reason; exit 3 } }\ndown")
        #expect(outcome.code == 3)
        #expect(outcome.printed == ["'down' is called too deeply"])
        let plain = try await run("def f { f }\nf")
        #expect(plain.code == 1 && plain.ids == ["E0316"])
    }

    @Test func `blocks nest deep`() async throws {
        let open = String(repeating: "repeat 1 { ", count: 100)
        let close = String(repeating: " }", count: 100)
        let outcome = try await run("def f { \(open) f \(close) }\nf")
        #expect(outcome.ids == ["E0316"])
        let tries = String(repeating: "try { ", count: 199)
        let catches = (1...199).map { " } catch { print \($0) }" }.joined()
        let deep = try await run(tries + "save" + catches)
        #expect(deep.code == 0 && deep.printed == ["1"], "\(deep.ids)")
    }

    @Test func `jumps leave the blocks between`() async throws {
        let outcome = try await run(
            """
            def f {
                for x in 1..9 {
                    with ratio=16:9 { try { if $x == 3 { return } } catch { print never } }
                    print $x
                }
            }
            f
            for x in 1..9 { expect fails { if $x == 2 { break }; save } }
            """)
        #expect(outcome.code == 4)
        #expect(outcome.printed == ["1", "2"])
        #expect(outcome.ids == ["E0315"])
        #expect(outcome.house.session.settings.ratio.rawValue == "1:1")
    }

    @Test func `settings are restored however a block ends`() async throws {
        let outcome = try await run(
            """
            set quality high; set timeout 20m
            try {
                with quality=low concurrency=2 timeout=9m { set concurrency 3; set outdir x; save }
            } catch { print caught }
            """)
        #expect(outcome.code == 0 && outcome.printed == ["caught"])
        let settings = outcome.house.session.settings
        #expect(settings.quality == .high && settings.concurrency == 8)
        #expect(settings.timeout == .seconds(1_200))
        #expect(settings.outdir == "x")
    }

    @Test func `a caught failure is not raised again`() async throws {
        let outcome = try await run(
            """
            gen "sandbox:reject violence" --as before
            try {
                gen "sandbox:reject violence" --as inner
                gen fine --as fine
            } catch why { print "caught: $why" }
            if %inner rejected and %inner failed and %fine done { print settled }
            """)
        #expect(outcome.printed.count == 2 && outcome.printed.last == "settled")
        #expect(outcome.printed.first?.hasPrefix("caught: job 2 'inner' was refused") == true)
        // That of the job before is raised at the end of the script.
        #expect(outcome.code == 6 && outcome.ids == ["E0401"])
    }

    @Test func `keeping going stops at the end of a try`() async throws {
        let outcome = try await run(
            "try { save; print no } catch { print caught }\nsave\nprint on", keepsGoing: true)
        #expect(outcome.code == 1 && outcome.printed == ["caught", "on"])
        #expect(outcome.ids == ["E0302"])
    }

    @Test func `exit passes through everything`() async throws {
        let outcome = try await run(
            """
            def f { try { repeat 3 { budget 1 { expect fails { exit 9 } } } } catch { print no } }
            f
            print never
            """)
        #expect(outcome.code == 9 && outcome.printed.isEmpty && outcome.ids.isEmpty)
    }

    @Test func `budgets hold for their blocks`() async throws {
        let outcome = try await run(
            """
            budget 0.70 {
                gen a --quality high; gen b --quality high; gen c --quality low
                budget 5 { gen d --quality high }
            }
            """)
        #expect(outcome.code == 1)
        #expect(
            outcome.house.reporter.diagnostics == [
                "E0416 the budget of $0.70 does not allow this"
            ])
        // Those that were allowed are waited for.
        let statuses = outcome.house.session.jobs.entries.map(\.job.status)
        #expect(statuses == [.completed, .completed, .completed])
        let again = try await run("repeat 3 { budget 0.33 { gen a } }")
        #expect(again.code == 0)
        // Several of one command are allowed together, or none of them is.
        let several = try await run("budget 0.70 { gen a -n 3 --quality high }")
        #expect(several.ids == ["E0416"])
        #expect(several.house.session.jobs.entries.isEmpty)
    }

    @Test func `expectations show both sides`() async throws {
        let house = try SessionHouse()
        func failure(_ text: String) async -> [String] {
            let count = house.reporter.events.count
            #expect(await house.run(text) == 4)
            for case .diagnostic(let diagnostic) in house.reporter.events.dropFirst(count) {
                return [diagnostic.shownID ?? "", diagnostic.message] + diagnostic.notes
            }
            return []
        }
        await house.run("gen a kite --as day; gen b --as other; wait; let x = one")
        #expect(
            await failure("expect $x == two") == [
                "E0314", "expected $x == two", "the left is 'one'", "the right is 'two'",
            ])
        #expect(
            await failure("expect %day size 16x9").suffix(2) == [
                "the left, the size of job 1 'day', is '1024x1024'", "the right is '16x9'",
            ])
        #expect(await failure("expect %day failed").last == "job 1 'day' is completed")
        #expect(
            await failure("expect %day quality high")[2] == "job 1 'day' has no quality: completed")
        #expect(await failure("expect not %all done").last == "job 2 'other' is completed")
        let code = await house.run(
            "expect %all done and %day name day and ${day.size} == 1024x1024")
        #expect(code == 0)
        #expect(await house.run("if %day quality high { print x }") == 1)
    }

    @Test(arguments: [
        ("9", "<", "10", true), ("9", "==", "9.0", true), ("-0", "==", "0.00", true),
        ("1e3", "==", "1000", false), ("a", "<", "b", true), ("16:9", "<", "4:3", true),
        ("9007199254740993", "==", "9007199254740992", false), ("-2", "<", "-1.5", true),
        ("1.", "==", "1", false), ("+1", "==", "1", true), ("é", "==", "e\u{301}", false),
        ("", "==", "", true), ("b", ">=", "b", true), ("2", "!=", "2.0", false),
    ])
    func `numbers compare as numbers`(left: String, comparison: String, right: String, holds: Bool)
    {
        #expect(Condition.Operator(rawValue: comparison)?.holds(left, right) == holds)
    }

    @Test func `values that grow without limit are refused`() async throws {
        let text = try await run("let x = abcdefgh\nrepeat 40 { let x = $x$x }")
        #expect(text.code == 1 && text.ids == ["E0224"])
        let list = try await run("let x = [a b c d]\nrepeat 40 { let x = [$x $x] }")
        #expect(list.ids == ["E0224"])
        let kept = try await run(
            "let x = abcdefgh\nrepeat 20 { let x = $x$x }\n"
                + (0..<20).map { "let v\($0) = \"$x.\"\n" }.joined())
        #expect(kept.ids == ["E0317"])
    }

    @Test func `long loops take no memory for their values`() async throws {
        let outcome = try await run(
            "for i in 1..200000 { if $i == 150000 { print $i; break } }\nrepeat 100000 { continue }"
        )
        #expect(outcome.code == 0 && outcome.printed == ["150000"])
    }
}
