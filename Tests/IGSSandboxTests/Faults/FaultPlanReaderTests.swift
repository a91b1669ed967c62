import Testing

@testable import IGSSandbox

@Suite struct FaultPlanReaderTests {
    private func plan(_ text: String) throws(FaultPlanError) -> FaultPlan {
        try FaultPlanReader.read(text, path: "a.plan")
    }

    @Test func `a plan is read line by line`() throws {
        let plan = try plan(
            """
            # what goes wrong
            seed 7
            duplicates charge-twice

            submit 3 cut-reply 120 rst   # in the middle
            query every 5 status 503
            download 20% each 2-3 has "red mill" truncate
            balance 4- html
            """)
        #expect(plan.seed == 7)
        #expect(plan.duplicates == .chargeTwice)
        #expect(plan.rules.map(\.line) == [5, 6, 7, 8])
        #expect(plan.rules.map(\.fault.word) == ["cut-reply", "status", "truncate", "html"])
        #expect(
            plan.rules.map(\.conditions) == [
                [.numbers(3...3)], [.every(5)],
                [.share(0.2), .numbersOfTask(2...3), .prompt("red mill")],
                [.numbers(4...Int.max)],
            ])
        #expect(plan.rules[0].arguments.words == ["120", "rst"])
        #expect(plan.rules[1].arguments.integer("STATUS") == 503)
    }

    @Test(arguments: [
        ("seed -1", "seed takes one number"), ("seed 1 2", "seed takes one number"),
        ("duplicates maybe", "reject, return-first or charge-twice"),
        ("upload 1 html", "not 'upload'"), ("submit", "a fault is missing"),
        ("submit 3", "a fault is missing"), ("submit 3 explode", "there is no fault 'explode'"),
        ("download fail", "fail happens at submit, not at download"),
        ("submit status 99", "'99' is not an argument of status: status [STATUS]"),
        ("submit status 500 501", "'501' is not an argument of status"),
        ("submit 0 html", "'0' is neither a number"), ("submit 5-4 html", "'5-4' is neither"),
        ("submit 1x html", "'1x' is neither"), ("submit every 0 html", "every takes"),
        ("submit each html", "each takes"), ("submit has", "has takes"),
        ("submit 101% html", "from 0% to 100%"), ("submit x% html", "from 0% to 100%"),
        ("submit has \"a html", "not closed"),
        ("submit each 1 cut-request 3", "before the task is known"),
        ("submit has x cut-request 3", "before the task is known"),
        ("submit done 1 cut-request 3", "before the task is known"),
        ("submit within 9 cut-request 3", "before the task is known"),
        ("query done html", "done takes a number from 1"), ("query done 0 html", "done takes"),
        ("query within html", "within takes a number of seconds"),
        ("query within -1 html", "within takes"), ("query within nan html", "within takes"),
        ("query within 1e300 html", "within takes"), ("query within 5m html", "within takes"),
        ("duplicates reject maybe", "exists, ok, http, conflict, used, named or database"),
        ("duplicates reject ok 2", "nothing more"), ("duplicates charge-twice ok", "nothing more"),
        ("submit late-task nan", "'nan' is not an argument of late-task"),
        ("submit late-task -1", "is not an argument of late-task"),
        ("query stranger us", "'us' is not an argument of stranger"),
        ("download wrong-size 0x7", "'0x7' is not an argument of wrong-size"),
    ])
    func `what is wrong with a line is said with its number`(line: String, words: String) throws {
        let error = #expect(throws: FaultPlanError.self) {
            try plan("seed 1\n\(line)\nsubmit html")
        }
        #expect(error?.mistakes.map(\.line) == [2])
        #expect(error?.description.hasPrefix("a.plan:2: ") == true)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func `all that is wrong is said at once`() {
        let error = #expect(throws: FaultPlanError.self) { try plan("x\nsubmit html\ny") }
        #expect(error?.mistakes.map(\.line) == [1, 3])
    }

    @Test func `a file that is not there is an error that names it`() {
        let error = #expect(throws: FaultPlanError.self) {
            try FaultPlanReader.read(path: "/nowhere/a.plan")
        }
        #expect(error?.description == "/nowhere/a.plan: the file cannot be read")
    }

    @Test func `a fault of a prompt takes the conditions of a plan that are about a task`() {
        func conditions(_ prompt: String) -> [[FaultCondition]] {
            FaultTrigger.all(in: prompt).map(\.conditions)
        }
        #expect(conditions("sandbox:no-such-task") == [[.numbersOfTask(1...1)]])
        #expect(conditions("sandbox:fail") == [[]])
        #expect(conditions("sandbox:fail each 2") == [[.numbersOfTask(2...2)]])
        #expect(
            conditions("sandbox:query:html done 1-2 within 30s, please")
                == [[.numbersOfCompletedTask(1...2), .seconds(30)]])
    }

    @Test(arguments: FaultCatalogue.all.map(\.word))
    func `every fault can be put at each of its places, by a plan and by a prompt`(
        word: String
    ) throws {
        let fault = try #require(FaultCatalogue.fault(word))
        for place in fault.places {
            for text in arguments(of: fault) {
                let line = "\(place.rawValue) \(word) \(text)"
                let rule = try #require(try plan(line).rules.first)
                #expect(rule.fault.word == word && rule.arguments.words.joined() == text, "\(line)")
                let triggers = FaultTrigger.all(in: "sandbox:\(place.rawValue):\(word) \(text)")
                // By the time that a prompt is known, its request is in.
                guard !rule.cutsRequest else { continue }
                let trigger = try #require(triggers.first, "\(line)")
                #expect(trigger.fault.word == word && trigger.place == place, "\(line)")
                #expect(trigger.arguments.words == rule.arguments.words, "\(line)")
            }
        }
    }

    /// One argument of each kind that the fault takes, and none.
    private func arguments(of fault: Fault) -> [String] {
        [""]
            + fault.parameters.flatMap { parameter in
                switch parameter.kind {
                case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
                case .number: ["1.5"]
                case .seconds: ["30", "0.5s"]
                case .choice(let words): words
                case .size: ["7x9"]
                case .word: ["anything"]
                }
            }
    }

    @Test func `shares follow from the seed`() throws {
        func hits(_ seed: Int) throws -> [Int] {
            let rule = try #require(try plan("submit 20% html").rules.first)
            return (1...1000).filter { number in
                rule.applies(to: .init(number: number, seed: UInt64(seed)))
            }
        }
        let first = try hits(1)
        #expect(try hits(1) == first)
        #expect(try hits(2) != first)
        #expect((150...250).contains(first.count))
    }

    @Test(arguments: [
        ("a mill sandbox:fail", "submit fail"), ("SANDBOX:Fail!", "submit fail"),
        ("(sandbox:status 503, charged) x", "submit status 503 charged"),
        ("sandbox:query:status 503 a mill", "query status 503"),
        ("sandbox:reject hate,sexual please", "submit reject hate,sexual"),
        ("sandbox:fail sandbox:download:truncate 7", "submit fail; download truncate 7"),
        ("sandbox: fail", ""), ("a sandbox:failure", ""), ("sandbox:download:fail", ""),
        ("sandbox:cut-request 3", ""), ("sandbox:query:x:status", ""), ("sandboxfail", ""),
        ("sandbox:status-word each 2 failed", "query status-word"),
        ("sandbox:address within 30s of the sea", "query address"),
        ("sandbox:address dead each of them", "query address dead"),
        ("sandbox:late-task 600s a mill", "submit late-task 600s"),
    ])
    func `prompts call for faults`(prompt: String, calls: String) {
        let triggers = FaultTrigger.all(in: prompt).map { trigger in
            ([trigger.place.rawValue, trigger.fault.word] + trigger.arguments.words)
                .joined(separator: " ")
        }
        #expect(triggers.joined(separator: "; ") == calls)
    }
}
