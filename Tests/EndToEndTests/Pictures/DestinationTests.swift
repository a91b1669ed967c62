import Foundation
import Glibc
import IGSTestSupport
import Testing

/// Destinations that can be known are looked at before the first submission.
@Suite struct DestinationTests {
    @Test func `a changed row, run again, is refused before it is paid for`() async throws {
        let bench = try Bench()
        let script = "gen a red kite --as kite\nwait\nsave kite out/kite.png\n"
        #expect(try await bench.script(script).exitCode == 0)
        #expect(bench.journal.count == 1)
        // The same again makes the same bytes in the sandbox.
        let again = try await bench.script(script)
        #expect(again.exitCode == 0, "\(again.story)")
        #expect(bench.journal.count == 2)
        let changed = try await bench.script(script.replacing("red", with: "blue"))
        #expect(changed.exitCode == 3 && changed.errorIDs == ["E0303"], "\(changed.story)")
        #expect(bench.journal.count == 2)
        let forced = try await bench.script(
            script.replacing("red", with: "blue").replacing("kite.png", with: "kite.png --force"))
        #expect(forced.exitCode == 0, "\(forced.story)")
        for verb in ["check", "plan"] {
            let told = try await bench.run([verb, "test.igs"])
            #expect(told.exitCode == 0, "\(told.story)")
        }
    }

    @Test(arguments: [
        ("gen a --as a\nwait\nsave a notes.txt/a.png\n", "E0305"),
        ("gen a --as a\nwait\nsave a ../a.png\n", "E0306"),
        ("gen a --as a\nwait\nsave a /etc/a.png\n", "E0306"),
        ("gen a --as a\nwait\nsave a a.png/\nsave a b.png\n", "E0305"),
        ("set outdir notes.txt\ngen a\nwait\nsave\n", "E0305"),
        ("set autosave on\nset outdir /etc\ngen a\nwait\n", "E0306"),
        ("gen a --as a\nwait\nsave a old.png\n", "E0303"),
        ("gen a --as a\nwait\nsave a text.png\n", "E0303"),
        ("gen a --as a\nwait\nsave a text.png --force\n", "E0304"),
        ("gen a --as a\ngen b --as b\nwait\nsave a x.png\nsave b x.png\n", "E0336"),
        ("gen a, fox!\nwait\nsave all 'notes.txt/{prompt}.{ext}'\n", "E0305"),
        ("gen Old\nwait\nsave all '{prompt}.{ext}'\n", "E0303"),
        ("set template {prompt}.{ext}\nset outdir .\ngen old\nwait\nsave\n", "E0303"),
        ("set autosave on\nset template '{prompt}.{ext}'\nset outdir .\ngen old\n", "E0303"),
        ("gen a b\ngen A, b\nwait\nsave %1 {prompt}.{ext}\nsave %2 {prompt}.{ext}\n", "E0336"),
        ("for i in [old new] {\n  gen $i --as $i\n  wait\n  save $i $i.png\n}\n", "E0303"),
    ])
    func `what has no place is refused, and nothing is sent`(
        script: String, id: String
    ) async throws {
        let bench = try Bench()
        try bench.write("notes\n", to: "notes.txt")
        try bench.write("no picture\n", to: "text.png")
        try bench.write("no picture either\n", to: "a.png")
        try bench.write(SamplePictures.png, to: "old.png")
        let outcome = try await bench.script(script)
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errorIDs.contains(id), "\(outcome.story)")
        #expect(bench.journal.isEmpty)
    }

    @Test(arguments: [
        "gen a --as a\nwait\nsave a new/deep/a.png\n",
        "gen a --as a\nwait\nsave a old.png --force\n",
        "gen a -n 2 --as a\nwait\nsave a out/\n",
        "gen a -n 2\nwait\nsave all out/{prompt}.{ext}\n",
        "gen new\nwait\nsave all '{prompt}.{ext}'\n",
        // What the prompt is, only the run knows.
        "gen a --as a\nwait\ngen ${a.status}\ngen a status\nwait\nsave %2 {prompt}.{ext}\nsave %3 {prompt}.{ext}\n",
        "gen a --as a\nwait\nsave a x.png\nsave a x.png\n",
        "gen a --as a\nwait\nlet p = y.png\nsave a $p\n",
        "gen a --as a\nwait\nif ${a.width} == 1 { save a old.png }\n",
    ])
    func `what has a place is run`(script: String) async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "old.png")
        let outcome = try await bench.script(script)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }
}
