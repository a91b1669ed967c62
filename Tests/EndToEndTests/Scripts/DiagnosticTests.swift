import Foundation
import IGSTestSupport
import Testing

/// Every diagnostic that igs can give, as it is shown: the files of `Tests/Diagnostics`.
///
/// `E0201.igs` is a script that leads to E0201, and `E0201.txt` what is then shown of it. The script
/// is checked by `igs check E0201.igs`, unless its first line says otherwise: `# RUN: ` and a line of
/// the shell, which runs in a folder with copies of the script and of the files of the folder that
/// belong to no case. `$SUPPORT` is `Tests/Support`; the place of the case's home is `$IGS_HOME`.
///
/// `RECORD_DIAGNOSTICS=1` writes the `.txt` files anew, and fails.
@Suite struct DiagnosticTests {
    static let folder = Bench.root + "/Tests/Diagnostics"
    static let cases = names.filter { $0.hasSuffix(".igs") }.map { String($0.dropLast(4)) }

    private static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    private static let isRecording =
        ProcessInfo.processInfo.environment["RECORD_DIAGNOSTICS"] == "1"

    /// Those that nothing leads to from outside, with the reason.
    static let unreachable = [
        "E0318": "only the prompt asks: ForgetTests",
        "E0420": "a job that a session knows is in the ledger, unless somebody takes it out",
        "E0611": "only root can give a file away",
        "E0617": "terminals can be told to hide what is typed",
        "E0641": "only the prompt takes what is typed: CallerTextTests",
        "E0642": "only the prompt starts editors: PromptEditorTests",
        "W0640": "only the prompt keeps lines: PromptEditingTests",
    ]

    /// Those whose case does not end as igs does, with what ends it instead.
    static let endedByOthers = [
        "E0244": "the terminal", "E0341": "the terminal", "E0406": "cat",
        "E0419": "kill", "E0425": "kill", "E0601": "the terminal", "E0620": "the terminal",
        "E0622": "the terminal",
        "E0801": "cat",
    ]

    @Test(arguments: cases)
    func `a diagnostic is shown as recorded`(id: String) async throws {
        let bench = try Bench()
        for name in Self.names where !(name.hasSuffix(".igs") || name.hasSuffix(".txt")) {
            try bench.write(try Self.bytes(of: name), to: name)
        }
        let script = try Self.bytes(of: "\(id).igs")
        try bench.write(script, to: "\(id).igs")
        let outcome = try await bench.shell(
            Self.command(of: script) ?? "igs check \(id).igs",
            environment: ["SUPPORT": Bench.root + "/Tests/Support"], within: .seconds(60))
        let shown = Self.blocks(
            of: id, in: outcome.errors, bench: bench)
        try #require(!shown.isEmpty, "it does not lead to \(id)\n\(outcome.story)")
        let row = try #require(try Self.table().first { $0.id == id })
        #expect(shown.hasPrefix("\(row.severity)[\(id)]"))
        if !row.exitCodes.isEmpty, Self.endedByOthers[id] == nil {
            #expect(row.exitCodes.contains(outcome.exitCode), "\(outcome.story)")
        }
        let path = "\(Self.folder)/\(id).txt"
        if Self.isRecording {
            try Data(shown.utf8).write(to: URL(filePath: path))
            Issue.record("recorded \(id).txt; run again without RECORD_DIAGNOSTICS")
        } else {
            let recorded = try #require(bench.bytes(of: path), "there is no \(id).txt")
            #expect(shown == String(decoding: recorded, as: UTF8.self), "\(outcome.story)")
        }
    }

    @Test func `there is a case for every diagnostic of the reference`() throws {
        let ids = Set(try Self.table().map(\.id))
        #expect(ids.count > 200)
        #expect(Set(Self.cases).union(Self.unreachable.keys) == ids)
        #expect(Set(Self.cases).isDisjoint(with: Self.unreachable.keys))
        let texts = Self.names.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
        #expect(texts == Self.cases)
    }

    @Test func `no identifier stands in the sources as a text`() throws {
        let sources = Bench.root + "/Sources"
        for path in Bench.contents(of: sources)
        where path.hasSuffix(".swift") && !path.hasSuffix("/DiagnosticID.swift") {
            let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
            #expect(text.firstMatch(of: /"[EW][0-9]{4}"/) == nil, "\(path)")
        }
    }

    /// A line of the reference's table.
    private struct Row {
        let id: String
        let severity: String
        let exitCodes: [Int32]
    }

    /// The table of the reference, which `igs generate diagnostics` prints.
    private static func table() throws -> [Row] {
        let path = Bench.root + "/Sources/IGSScript/IGSScript.docc/Diagnostics.md"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
            guard let cells = $0.wholeMatch(of: /\| `(.....)` \| (\w+) \| ([^|]*) \| .* \|/) else {
                return nil
            }
            return Row(
                id: String(cells.1), severity: String(cells.2),
                exitCodes: cells.3.split(separator: ", ").compactMap { Int32($0) })
        }
    }

    /// The line of the shell that a script's first line names.
    private static func command(of script: [UInt8]) -> String? {
        let line = String(decoding: script.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let mark = "# RUN: "
        return line.hasPrefix(mark) ? String(line.dropFirst(mark.count)) : nil
    }

    /// What is shown of diagnostics of one id: each from its headline to the next line that is not
    /// part of it. What differs from run to run is replaced.
    private static func blocks(of id: String, in errors: String, bench: Bench) -> String {
        var blocks = ""
        var isInside = false
        for line in errors.replacing("\r\n", with: "\n").split(separator: "\n") {
            let isHeadline =
                line.hasPrefix("error") || line.hasPrefix("warning") || line.hasPrefix("note")
            if isHeadline {
                isInside = line.hasPrefix("error[\(id)]") || line.hasPrefix("warning[\(id)]")
            } else if isInside {
                isInside = line.hasPrefix(" ") || line.firstMatch(of: /^[0-9]+ \|/) != nil
            }
            if isInside { blocks += line + "\n" }
        }
        return
            blocks
            .replacing(bench.folder, with: "FOLDER")
            .replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:PORT")
            .replacing(/\b[0-9a-f]{64}\b/, with: "SHA256")
            .replacing(/\bigs_[a-z2-7]{20,}\b/, with: "JOB")
            .replacing(/\btask_[0-9A-Z]{26}\b/, with: "TASK")
            .replacing(/\brun [a-z2-7]{12}\b/, with: "run RUN")
            .replacing(/req_[0-9A-Za-z_]+/, with: "REQUEST")
    }

    private static func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }
}
