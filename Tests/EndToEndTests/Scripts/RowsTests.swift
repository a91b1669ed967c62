import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// `rows`: from a table to pictures, each paid for once, whatever happens meanwhile.
@Suite struct RowsTests {
    private static let script = """
        set quality low; set timeout 60s
        rows products.csv {
            gen "a $colour $product" --ratio $ratio --as $sku
        }
        wait
        save all "out/{name}.{ext}"
        """

    /// A table of twelve products.
    private static func table(changing line: Int? = nil) -> String {
        let rows = (1...12).map { number in
            let colour = number == line ? "golden" : ["red", "blue", "green"][number % 3]
            return
                "p-\(number),\"mug, number \(number)\",\(colour),\(number % 4 == 0 ? "16:9" : "1:1")"
        }
        return (["sku,product,colour,ratio"] + rows).joined(separator: "\n") + "\n"
    }

    @Test func `killed, resumed, edited and run again with reuse, each picture is paid for once`()
        async throws
    {
        let bench = try Bench()
        try bench.write(Self.table(), to: "products.csv")
        try bench.write(Self.script, to: "test.igs")
        var arguments = ["--speed", "40", "test.igs"]
        var isDone = false
        for time in [300, 500, 700] {
            let igs = try bench.start(arguments)
            try await Task.sleep(for: .milliseconds(time))
            igs.signal(SIGKILL)
            isDone = try await igs.outcome().exitCode == 0
            if isDone { break }
            #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
            arguments = ["--speed", "40", "test.igs", "--resume"]
        }
        while !isDone {
            let resumed = try await bench.run(arguments, within: .seconds(120))
            isDone = resumed.exitCode == 0
            guard !isDone else { break }
            #expect(resumed.errorIDs.contains("E0410"), "\(resumed.story)")
            guard resumed.errorIDs.contains("E0410") else { return }
            // It died together with its sandbox while a submission was on its way.
            _ = try await bench.commands("jobs --all; retry failed")
        }
        #expect(bench.journal.count == 12)
        let pictures = Bench.contents(of: bench.work + "/out")
        #expect(pictures.count == 12, "\(pictures)")

        // Nothing has changed: nothing is paid for.
        let again = try await bench.run(
            ["--speed", "500", "--reuse", "test.igs"], within: .seconds(60))
        #expect(again.exitCode == 0, "\(again.story)")
        #expect(bench.journal.count == 12)

        // One row has changed: one picture is.
        try bench.write(Self.table(changing: 5), to: "products.csv")
        let plan = try await bench.run(["plan", "test.igs"])
        #expect(plan.output.contains("a golden mug, number 5"), "\(plan.story)")
        try FileManager.default.removeItem(atPath: bench.work + "/out")
        let edited = try await bench.run(
            ["--speed", "500", "--reuse", "test.igs"], within: .seconds(60))
        #expect(edited.exitCode == 0, "\(edited.story)")
        #expect(bench.journal.count == 13)
        #expect(Bench.contents(of: bench.work + "/out") == pictures)
    }

    @Test func `a run that is resumed says that its table has changed, or what it sources`()
        async throws
    {
        let bench = try Bench()
        try bench.write(Self.table(), to: "products.csv")
        try bench.write("def made what { gen $what --as made }\n", to: "more.igs")
        let text = """
            set quality low
            source more.igs
            rows products.csv --limit 2 { gen "a $colour $product" --as $sku }
            made "a mill"
            wait
            expect %made size 1x1
            """
        let first = try await bench.script(text)
        #expect(first.exitCode == 4 && bench.journal.count == 3, "\(first.story)")
        let same = try await bench.script(text, ["--resume"])
        #expect(!same.errors.contains("W0417") && bench.journal.count == 3, "\(same.story)")

        try bench.write(Self.table(changing: 1), to: "products.csv")
        let table = try await bench.script(text, ["--resume"])
        #expect(table.errors.contains("'products.csv' has changed since run"), "\(table.story)")
        #expect(bench.journal.count == 4)

        try bench.write("def made what { gen $what in ink --as made }\n", to: "more.igs")
        let both = try await bench.script(text + "\n", ["--resume"])
        #expect(
            both.errors.contains(
                "the script or its arguments, 'more.igs' and 'products.csv' have changed"),
            "\(both.story)")
        #expect(bench.journal.count == 5)
    }

    @Test(arguments: [
        ("sku,product,colour,ratio\na,mug,red,1:7\n", "'1:7' is not a valid value", "line 2"),
        ("sku,product,colour,ratio\na,mug,red,1:1\nb,,,1:1\n", "", ""),
        ("sku,product,colour\na,mug,red\n", "the variable 'ratio' is not defined", ""),
        ("sku,product,colour,ratio\na,mug,red\n", "products.csv:2: the row has 3 cells", ""),
        ("sku,product,colour,ratio\nall,mug,red,1:1\n", "'all' is not a valid value", "line 2"),
    ])
    func `a bad row is found before anything is paid`(
        table: String, message: String, line: String
    ) async throws {
        let bench = try Bench()
        try bench.write(table, to: "products.csv")
        let outcome = try await bench.script(Self.script)
        if message.isEmpty {
            // Only a prompt that is all empty is a mistake.
            #expect(outcome.exitCode == 0 && bench.journal.count == 2, "\(outcome.story)")
        } else {
            #expect(outcome.exitCode == 3 && bench.journal.isEmpty, "\(outcome.story)")
            #expect(
                outcome.errors.contains(message) && outcome.errors.contains(line),
                "\(outcome.story)")
        }
    }

    @Test func `a prompt that is all empty is found with its line`() async throws {
        let bench = try Bench()
        try bench.write("a harbour\n \na mill\n", to: "prompts.txt")
        try bench.write("what,how\nmug,\n,\n", to: "prompts.csv")
        let lines = try await bench.script("rows prompts.txt { gen $line }\n")
        #expect(lines.exitCode == 0 && bench.journal.count == 2, "\(lines.story)")
        let cells = try await bench.script("rows prompts.csv { gen \"$what $how\" }\n")
        #expect(
            cells.exitCode == 3 && cells.errors.contains("in prompts.csv, line 3"), "\(cells.story)"
        )
        #expect(bench.journal.count == 2)
    }

    @Test func `a table that the script computes is checked before its first row`() async throws {
        let bench = try Bench()
        try bench.write("what,ratio\na mill,1:1\na fox,7:7\n", to: "things.csv")
        let outcome = try await bench.script(
            "param name = things\nrows $name.csv { gen $what --ratio $ratio }\n",
            ["--name", "things"])
        #expect(outcome.exitCode == 1 && bench.journal.isEmpty, "\(outcome.story)")
        #expect(outcome.errors.contains("in things.csv, line 3"), "\(outcome.story)")
    }

    @Test func `a run that reused pictures goes on so when it is resumed`() async throws {
        let bench = try Bench()
        try bench.write(Self.table(), to: "products.csv")
        let text = """
            set quality low
            rows products.csv --limit 3 { gen $product --as $sku }
            wait
            """
        let first = try await bench.script(text)
        #expect(first.exitCode == 0 && bench.journal.count == 3, "\(first.story)")
        let more = text + "\ngen a mill --as mill\nwait\nexpect %mill size 1x1\n"
        let reused = try await bench.script(more, options: ["--reuse"])
        #expect(reused.exitCode == 4 && bench.journal.count == 4, "\(reused.story)")
        let resumed = try await bench.script(more, ["--resume"])
        #expect(resumed.exitCode == 4 && bench.journal.count == 4, "\(resumed.story)")
    }

    @Test func `a picture that is made again keeps its row, and an empty cell has a name`()
        async throws
    {
        let bench = try Bench()
        try bench.write("sku,what\nx-1,a mill\nx-2,\n", to: "things.csv")
        try bench.write("submit 1 status 503\n", to: "f.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "f.plan", "-c",
            """
            set quality low
            try { rows things.csv { gen "$what $sku" } } catch e { }
            retry failed
            wait
            save all "{row.sku}-{row.what}.{ext}"
            """,
        ])
        #expect(bench.exists("x-2-none.png"), "\(outcome.story)")
        #expect(!outcome.errors.contains("E0278"), "\(outcome.story)")
    }

    @Test func `pictures that would have no place are found by their cells`() async throws {
        let bench = try Bench()
        try bench.write("sku,what\nx-1,a mill\nx-1,a fox\n", to: "things.csv")
        let outcome = try await bench.script(
            """
            rows things.csv {
                gen $what --as j$row
                wait
                save %j$row "out/{row.sku}.{ext}"
            }
            """)
        #expect(outcome.exitCode == 3 && outcome.errorIDs == ["E0336"], "\(outcome.story)")
        #expect(bench.journal.isEmpty)
    }

    @Test func `another table takes the place of the script's own`() async throws {
        let bench = try Bench()
        try bench.makeFolder("elsewhere")
        try bench.write("sku;product;colour;ratio\nx-1;a bowl;red;1:1\n", to: "elsewhere/other.csv")
        try bench.write(Self.script, to: "test.igs")
        let run = try await bench.run(
            ["--speed", "500", "--rows", "elsewhere/other.csv", "test.igs"])
        #expect(run.exitCode == 0 && bench.exists("out/x-1.png"), "\(run.story)")
        let plan = try await bench.run(["plan", "--rows", "elsewhere/other.csv", "test.igs"])
        #expect(plan.output.contains("a red a bowl"), "\(plan.story)")
        for (text, code) in [("gen a mill\n", 2), ("rows a.csv { }\nrows b.csv { }\n", 3)] {
            try bench.write(text, to: "none.igs")
            let none = try await bench.run(["--rows", "elsewhere/other.csv", "none.igs"])
            #expect(none.exitCode == code && none.errorIDs == ["E0274"], "\(none.story)")
        }
        let prompt = try await bench.run(["--rows", "elsewhere/other.csv"])
        #expect(prompt.exitCode == 2, "\(prompt.story)")
    }

    @Test(arguments: [[], ["-"]])
    func `standard input, too, reads nothing from elsewhere`(arguments: [String]) async throws {
        let bench = try Bench()
        try bench.write("secret\n", to: "../outside.txt")
        try bench.write("print secret\n", to: "../outside.igs")
        try bench.write("a mill\n", to: "inside.txt")
        for line in [
            "rows ../outside.txt { print $line }", "gen --from ../outside.txt",
            "source ../outside.igs", "expect exists ../outside.txt",
        ] {
            let outcome = try await bench.run(
                ["--speed", "500"] + arguments, input: .text(line + "\n"))
            #expect(outcome.errorIDs == ["E0239"], "\(outcome.story)")
            #expect(!outcome.output.contains("secret"), "\(outcome.story)")
        }
        let inside = try await bench.run(
            ["--speed", "500"] + arguments, input: .text("rows inside.txt { print $line }\n"))
        #expect(inside.output == "a mill\n", "\(inside.story)")
    }

    @Test func `a later statement knows the columns, and a table is not a prompt`() async throws {
        let bench = try Bench()
        try bench.write("sku,what\nx-1,a mill\n", to: "things.csv")
        let outcome = try await bench.run(
            ["--speed", "500"],
            input: .text(
                """
                rows things.csv { gen $what --as $sku }
                wait
                save all "out/{row.sku}-{row.what}.{ext}"
                save all "{row.skuu}.png"
                gen --from things.csv

                """))
        #expect(bench.exists("out/x-1-a mill.png"), "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0278", "E0280"], "\(outcome.story)")
        #expect(bench.journal.count == 1)
    }

    /// Every way to name a file that is not the script's to read. The last name is written in another composition of its
    /// characters than that of the link.
    static let forbidden = [
        "../outside.txt", "/etc/passwd", "link.txt", "~/outside.txt", ".hidden.txt",
        ".folder/inside.txt", "to-hidden.txt", "\u{E9}.txt",
    ]

    @Test(arguments: forbidden)
    func `a script reads nothing from elsewhere, nor what is hidden`(path: String) async throws {
        let bench = try Bench()
        for place in [
            "../outside.txt", "../user/outside.txt", ".hidden.txt", ".folder/inside.txt",
        ] {
            let folder = place.split(separator: "/").dropLast().joined(separator: "/")
            if !folder.isEmpty { try bench.makeFolder(folder) }
            try bench.write("secret\n", to: place)
        }
        for (link, target) in [
            ("link.txt", "../outside.txt"), ("to-hidden.txt", ".hidden.txt"),
            ("e\u{301}.txt", "../outside.txt"),
        ] {
            #expect(symlink(target, "\(bench.work)/\(link)") == 0)
        }
        var lines = ["rows \(path) { print $line }", "gen --from \(path)", "source \(path)"]
        // Below the folder that pictures go to, a script may know which files there are.
        if ["../outside.txt", "/etc/passwd", "link.txt"].contains(path) {
            lines.append("expect exists \(path)")
        }
        for line in lines {
            let outcome = try await bench.script(line + "\n")
            #expect(outcome.exitCode != 0, "\(outcome.story)")
            #expect(outcome.errorIDs.allSatisfy { $0 == "E0239" }, "\(outcome.story)")
            #expect(!outcome.output.contains("secret"), "\(outcome.story)")
            #expect(bench.journal.isEmpty)
        }
    }
}
