import FoundationEssentials
import Testing

/// The README and the pages of `igs.docc` lead to what is there.
@Suite struct DocumentTests {
    private static let catalogue = "Sources/igs/igs.docc"

    /// A citation is `Protocol, "Heading"`.
    @Test func `each citation of Protocol leads to one of its headings`() throws {
        let headings = Set(
            try Self.text("\(Self.catalogue)/Protocol.md").split(separator: "\n")
                .filter { $0.hasPrefix("#") }
                .map { String($0.drop { $0 == "#" || $0 == " " }) })
        var count = 0
        for path in try Self.files(in: ["Sources", "Tests", "scripts"]) {
            let text = try Self.text(path)
            let hasOtherForm = text.contains(/PROTOCOL(?:\.md,)? section/)
            #expect(!hasOtherForm, "\(path) cites in another form")
            for match in text.matches(of: /Protocol, "(?<heading>[^"\n]*)"/)
            where match.heading.first?.isLetter == true && match.heading != "Heading" {
                count += 1
                let isHeading = headings.contains(String(match.heading))
                #expect(isHeading, "\(path) cites Protocol, \"\(match.heading)\"")
            }
        }
        #expect(count >= 60)
    }

    @Test func `each link of the README and of the pages leads to a file`() throws {
        for page in try Self.pages() {
            let folder = page.split(separator: "/").dropLast().joined(separator: "/")
            let text = try Self.text(page)
            // DocC finds pictures by their names.
            for match in text.matches(of: /(?<mark>!?)\[[^\]]*\]\((?<target>[^)#\s]+)[^)]*\)/)
            where !match.target.contains("://") {
                let base = match.mark == "!" && page != "README.md" ? "\(folder)/Resources" : folder
                #expect(Self.exists("\(base)/\(match.target)"), "\(page) links to \(match.target)")
            }
            for match in text.matches(of: /<doc:(?<target>[^>#]+)[^>]*>/) {
                let target = "\(folder)/\(match.target).md"
                #expect(Self.exists(target), "\(page) links to \(match.target)")
            }
        }
    }

    /// What stands for a name is written in capitals: `NAMECommand.swift`, `FaultCases+TOPIC.swift`.
    @Test func `each file that the README and the pages name is there`() throws {
        let names = Set(
            try Self.files(in: ["Sources", "Tests"])
                .compactMap { $0.split(separator: "/").last.map(String.init) } + ["Package.swift"])
        for page in try Self.pages() {
            let text = try Self.text(page)
            for match in text.matches(of: /`(?<path>(?:Sources|Tests|scripts)\/[^`\s]*)`/) {
                #expect(Self.exists(String(match.path)), "\(page) names \(match.path)")
            }
            for match in text.matches(of: /`(?<name>[A-Za-z+]+\.(?:swift|md))`/)
            where !match.name.contains(/NAME|TOPIC/) {
                let isThere = names.contains(String(match.name))
                #expect(isThere, "\(page) names \(match.name)")
            }
        }
    }

    @Test func `the README is a tour of at most 300 lines`() throws {
        #expect(try Self.text("README.md").count { $0 == "\n" } <= 300)
    }

    private static func pages() throws -> [String] {
        try files(in: [catalogue], extensions: ["md"]) + ["README.md"]
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Bench.root + "/" + path)
    }

    private static func text(_ path: String) throws -> String {
        let data = try #require(
            FileManager.default.contents(atPath: Bench.root + "/" + path), "there is no \(path)")
        return String(decoding: data, as: UTF8.self)
    }

    /// The files below folders, as paths from the root.
    private static func files(
        in folders: [String], extensions: Set<String> = ["swift", "md", "py"]
    ) throws -> [String] {
        folders.flatMap { folder in
            Bench.contents(of: Bench.root + "/" + folder)
                .filter { path in extensions.contains { path.hasSuffix("." + $0) } }
                .map { folder + "/" + $0 }
        }
    }
}
