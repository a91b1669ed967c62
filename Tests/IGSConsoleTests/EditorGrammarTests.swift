import Foundation
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole

/// The grammars for editors, held against how igs itself reads a file.
@Suite struct EditorGrammarTests {
    /// What both sides tell apart. Calls of a script's own commands, which no grammar can know, and words such as
    /// `else`, which igs does not colour, may be either.
    private enum Kind: String {
        case comment, string, variable, command, option, job
    }

    /// The examples, the language's tests, and the hard cases.
    private static func files() throws -> [(name: String, text: String)] {
        var files = [("hard.igs", hardCases)]
        for folder in ["scripts/examples", "Tests/Language", "Tests/Language/lib"] {
            let path = SourceTree.path(folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            where name.hasSuffix(".igs") {
                files.append(
                    (name, try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)))
            }
        }
        return files
    }

    private static let hardCases = #"""
        #!/usr/bin/env igs
        gen it's midnight, 5" tall, a#b, colour #ff8800 # a comment
        gen a sign saying "OPEN # not a comment" --as=sign   #
        gen 'literal $text and "quotes"' --ratio 16:9; wait %sign
        # set ratio 1:1
        let style = "soft \"light\", \$5, ${name:-x} and $style"
        gen $style at ${style}, $ 5 or \$style -n 2
        print """
            several lines, "quoted" $style
            set ratio 16:9
            """
        gen a castle \
            wait for it \
            --as day
        if "$style" == dawn and %day width >= 1024 { print yes } else { print no }
        for hour in [dawn "high noon" # the second
                     'dusk' $style] { gen at $hour; wait }
        try { wait %day } catch reason { print "$reason" } # why
        with ratio=1:1 { ref add photo.png --as hero; ref list }
        print set wait gen; set ratio 1:1;print
        expect fails { save %nothing out/ }
        """#

    /// How igs reads a text, a kind for each byte; the bytes about which it says nothing for a grammar to know are open.
    private static func reading(_ text: String) -> (kinds: [Kind?], open: Set<Int>) {
        let vocabulary = CommandTable.vocabulary
        var kinds: [Kind?] = Array(repeating: nil, count: text.utf8.count)
        var open: Set<Int> = []
        let bytes = Array(text.utf8)
        for span in Highlighter(vocabulary: vocabulary, definitions: []).spans(of: text) {
            var kind = Kind(rawValue: span.style.rawName)
            let word = String(decoding: bytes[span.range], as: UTF8.self)
            if kind == .command, vocabulary.signature(named: word) == nil,
                !word.hasPrefix("ref")
            {
                kind = nil
            }
            if kind == nil { open.formUnion(span.range) }
            for offset in span.range { kinds[offset] = kind }
        }
        return (kinds, open)
    }

    private func compare(
        _ name: String, _ text: String, _ classified: [String], _ kinds: [(String, Kind?)]
    ) {
        let (reading, open) = Self.reading(text)
        #expect(classified.count == reading.count, "\(name)")
        let bytes = Array(text.utf8)
        var differences: [String] = []
        var last: (offset: Int, what: String)?
        for (offset, expected) in reading.enumerated() where offset < classified.count {
            let scope = classified[offset]
            guard !open.contains(offset), bytes[offset] != UInt8(ascii: "\n") else { continue }
            let rule = kinds.first { scope.contains($0.0) }
            guard rule?.1 != expected else { continue }
            let what = "\(expected?.rawValue ?? "nothing"), not '\(scope)'"
            // What goes on from the byte before was told there.
            if last?.offset != offset - 1 || last?.what != what {
                let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
                let rest = String(decoding: bytes[offset...].prefix(12), as: UTF8.self)
                differences.append("\(name):\(line): \(rest.debugDescription): \(what)")
            }
            last = (offset, what)
        }
        if !differences.isEmpty {
            Issue.record("\(differences.prefix(12).joined(separator: "\n"))")
        }
    }

    @Test func `the TextMate grammar colours a file as igs reads it`() throws {
        let tokenizer = try TextMateTokenizer(TextMateGrammar.json)
        let kinds: [(String, Kind?)] = [
            ("comment.", .comment), ("string.", .string), ("constant.character", .string),
            ("variable.", .variable), ("keyword.control.continuation", nil),
            ("keyword.control", .command), ("support.function", .command),
            ("storage.modifier.option", .option), ("constant.other.job", .job),
            ("keyword.operator", nil),
        ]
        for file in try Self.files() {
            compare(file.name, file.text, tokenizer.scopes(of: file.text), kinds)
        }
    }

    @Test func `the Vim grammar colours a file as igs reads it`() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(VimSyntax.syntax, to: "igs.vim")
        let files = try Self.files()
        for (index, file) in files.enumerated() {
            _ = try folder.write(file.text, to: "\(index).igs")
        }
        _ = try folder.write(
            """
            set nocompatible encoding=utf-8
            syntax on
            filetype off
            for index in range(0, \(files.count - 1))
              execute "edit!" index . ".igs"
              syntax clear
              unlet! b:current_syntax
              source igs.vim
              let names = []
              for line in range(1, line("$"))
                for column in range(1, len(getline(line)))
                  call add(names, synIDattr(synID(line, column, 1), "name"))
                endfor
                call add(names, "")
              endfor
              call writefile(names, index . ".names")
            endfor
            qall!
            """, to: "dump.vim")
        let vim = try IgsProcess(
            ["vim", "-e", "-s", "-N", "-u", "NONE", "-i", "NONE", "-S", "dump.vim"],
            program: "/usr/bin/env", in: folder.path,
            environment: ProcessInfo.processInfo.environment, scratch: folder.path)
        _ = try await vim.outcome(within: .seconds(300))
        let kinds: [(String, Kind?)] = [
            ("igsComment", .comment), ("igsString", .string), ("igsText", .string),
            ("igsLiteral", .string), ("igsEscape", .string), ("igsVariable", .variable),
            ("igsDefinition", .variable), ("igsKeyword", .command), ("igsCommand", .command),
            ("igsOption", .option), ("igsJob", .job), ("igsOperator", nil),
            ("igsContinuation", nil),
        ]
        for (index, file) in files.enumerated() {
            var names = try folder.read("\(index).names").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            names.removeLast()
            // The last line has no end where the file has none.
            if !file.text.hasSuffix("\n") { names.removeLast() }
            compare(file.name, file.text, names, kinds)
        }
    }
}

extension StyledSpan.Style {
    fileprivate var rawName: String { "\(self)" }
}
