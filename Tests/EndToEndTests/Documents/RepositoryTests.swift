import Foundation
import Testing

/// How the repository is laid out, and how its tests are named.
@Suite struct RepositoryTests {
    @Test func `the top level holds the package, its folders and the README`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Bench.root)
        // SwiftPM writes Package.resolved, which git ignores.
        let visible = names.filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(visible.sorted() == ["Package.swift", "README.md", "Sources", "Tests", "scripts"])
    }

    @Test func `every test is named by a sentence in backticks`() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: Bench.root + "/Tests")
            .filter { $0.hasSuffix("Tests.swift") }
        #expect(files.count > 100)
        for file in files {
            let source = try String(contentsOfFile: "\(Bench.root)/Tests/\(file)", encoding: .utf8)
            // The name of the function that an attribute stands before.
            let names = source.split(separator: "@Test").dropFirst().compactMap { rest in
                rest.firstMatch(of: /\bfunc\s+(`[^`]+`|\w+)/)?.output.1
            }
            let others = names.filter { !$0.hasPrefix("`") || !$0.contains(" ") }
            #expect(others.isEmpty, "\(file): \(others.joined(separator: ", "))")
        }
    }
}
