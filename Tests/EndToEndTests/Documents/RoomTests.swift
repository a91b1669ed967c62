import Foundation
import Testing

/// The rooms of the house: the folders of each module stand on each other in the order that `Architecture.md` lists.
@Suite struct RoomTests {
    /// The modules with their rooms from the ground up, as the page lists them.
    private static let modules: [(name: String, rooms: [String])] = {
        let page = Bench.root + "/Sources/igs/igs.docc/Architecture.md"
        guard let text = try? String(contentsOfFile: page, encoding: .utf8),
            let block = text.firstMatch(of: /```text\n(?<lines>[^`]*)```/)
        else { return [] }
        return block.lines.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let rooms = parts.last?.split(separator: ",") ?? []
            return (
                name: String(parts[0]),
                rooms: rooms.map { $0.trimmingCharacters(in: .whitespaces) }
            )
        }
    }()

    @Test(arguments: modules.map(\.name))
    func `no room of a module names what a later room declares`(module: String) throws {
        let rooms = try #require(Self.modules.first { $0.name == module }).rooms
        let house = try House(module: module, rooms: rooms)
        #expect(house.files.count > rooms.count)
        for finding in house.findings() { Issue.record("\(finding)") }
    }

    @Test func `the page lists each module that has rooms, and each of its rooms`() throws {
        let sources = Bench.root + "/Sources"
        for module in try FileManager.default.contentsOfDirectory(atPath: sources) {
            let folders = try FileManager.default
                .contentsOfDirectory(atPath: "\(sources)/\(module)")
                .filter { !$0.contains(".") && $0 != "include" }
            let listed = Self.modules.first { $0.name == module }?.rooms
            // A folder or two beside a program's few files are no floor plan.
            guard listed != nil || folders.count > 2 else { continue }
            #expect(Set(folders) == Set(listed ?? []), "the rooms of \(module)")
        }
    }

    /// The test is held to what it is there to find.
    @Test func `a name of a later room is found, in code alone`() {
        let house = House(
            rooms: ["Ground", "Roof"],
            files: [
                "Ground/Cellar.swift": """
                /// Knows no `Chimney`.
                struct Cellar { let text = "a Chimney, \\(Chimney.height)" }
                """,
                "Roof/Chimney.swift": """
                enum Chimney { static let height = 3 }
                extension Cellar {
                    func sweep() {}
                }
                """,
                "Ground/Coal.swift":
                    "/* Chimney */ let coal = \"Chimney\" // Chimney\nlet b = Cellar().sweep()",
            ])
        #expect(
            house.findings() == [
                "Ground/Cellar.swift names Chimney, which Roof/Chimney.swift declares",
                "Ground/Coal.swift names sweep, which Roof/Chimney.swift declares",
            ])
    }
}

/// The files of a module by their rooms, and what they declare and name.
private struct House {
    struct File {
        let path: String
        /// The place of its room in the order; files outside of all rooms stand on all of them.
        let floor: Int
        let code: SwiftCode
    }

    let files: [File]

    init(module: String, rooms: [String]) throws {
        let folder = Bench.root + "/Sources/" + module
        var texts: [String: String] = [:]
        for path in Bench.contents(of: folder) where path.hasSuffix(".swift") {
            texts[path] = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
        }
        self.init(rooms: rooms, files: texts)
    }

    init(rooms: [String], files: [String: String]) {
        self.files = files.sorted { $0.key < $1.key }.map { path, text in
            let room = path.contains("/") ? String(path.prefix { $0 != "/" }) : ""
            return File(
                path: path, floor: rooms.firstIndex(of: room) ?? rooms.count, code: SwiftCode(text))
        }
    }

    /// What is wrong, a line for each file and name.
    func findings() -> [String] {
        let places = declarations()
        var findings: [String] = []
        for file in files {
            for name in file.code.names.sorted() {
                guard let place = places[name], place.floor > file.floor else { continue }
                findings.append("\(file.path) names \(name), which \(place.path) declares")
            }
        }
        return findings
    }

    /// The lowest file that declares each name by which files can know each other: types, and the members that an
    /// extension adds to a type of a lower room, if nothing else of the module has their name.
    private func declarations() -> [String: File] {
        var places: [String: File] = [:]
        var lowest: [String: Int] = [:]
        for file in files.sorted(by: { $0.floor < $1.floor }) {
            for type in file.code.types where places[type] == nil { places[type] = file }
            for name in file.code.types.union(file.code.innerTypes) where lowest[name] == nil {
                lowest[name] = file.floor
            }
        }
        // A type within another can have the name of a type of a later room.
        places = places.filter { $1.floor <= lowest[$0] ?? $1.floor }
        let homes = places
        var declarers: [String: Int] = [:]
        for file in files {
            for name in file.code.otherNames { declarers[name, default: 0] += 1 }
        }
        for file in files {
            for (type, name) in file.code.addedMembers
            where name.utf8.count > 3 && declarers[name] == 1 {
                guard let home = homes[type], home.floor < file.floor else { continue }
                places[name] = file
            }
        }
        return places
    }
}

/// What a Swift file declares and names, apart from its comments and texts.
private struct SwiftCode {
    /// All words.
    private(set) var names: Set<String> = []
    /// The types that it declares.
    private(set) var types: Set<String> = []
    /// The types that it declares within others.
    private(set) var innerTypes: Set<String> = []
    /// The members that its extensions add to types.
    private(set) var addedMembers: [(type: String, name: String)] = []
    /// What it declares besides types: functions, properties, cases, parameters, labels.
    private(set) var otherNames: Set<String> = []

    private static let typeWords: Set = [
        "struct", "class", "enum", "actor", "protocol", "typealias",
    ]

    init(_ text: String) {
        var extended: String?
        for line in Self.withoutTexts(Array(text.utf8)).split(separator: UInt8(ascii: "\n")) {
            let indentation = line.prefix { $0 == UInt8(ascii: " ") }.count
            let words = Self.words(of: line)
            names.formUnion(words.map(\.text))
            if indentation == 0 {
                let head = words.firstIndex { $0.text == "extension" }
                extended = head.flatMap { $0 + 1 < words.count ? words[$0 + 1].text : nil }
            }
            for (word, next) in zip(words, words.dropFirst()) {
                if Self.typeWords.contains(word.text), next.text != "func", next.text != "var" {
                    if indentation == 0 {
                        types.insert(next.text)
                    } else {
                        innerTypes.insert(next.text)
                    }
                } else if ["func", "var", "let"].contains(word.text) {
                    otherNames.insert(next.text)
                    if indentation == 4, let extended { addedMembers.append((extended, next.text)) }
                } else if word.text == "case" {
                    otherNames.insert(next.text)
                }
            }
            otherNames.formUnion(words.filter(\.isLabel).map(\.text))
        }
    }

    private static func words(of line: ArraySlice<UInt8>) -> [(text: String, isLabel: Bool)] {
        func isPart(_ byte: UInt8) -> Bool {
            byte >= 0x80 || byte == UInt8(ascii: "_") || (48...57).contains(byte)
                || (65...90).contains(byte) || (97...122).contains(byte)
        }
        var words: [(text: String, isLabel: Bool)] = []
        var index = line.startIndex
        while index < line.endIndex {
            let end = line[index...].firstIndex { !isPart($0) } ?? line.endIndex
            if end > index {
                let isLabel = end < line.endIndex && line[end] == UInt8(ascii: ":")
                words.append((String(decoding: line[index..<end], as: UTF8.self), isLabel))
            }
            index = max(end, index + 1)
        }
        return words
    }

    /// The code without comments, and with texts that are empty but for what is interpolated.
    private static func withoutTexts(_ bytes: [UInt8]) -> [UInt8] {
        var reader = Reader(bytes: bytes)
        reader.readCode(untilParenthesis: false)
        return reader.code
    }

    private struct Reader {
        let bytes: [UInt8]
        var code: [UInt8] = []
        private var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func readCode(untilParenthesis isInterpolation: Bool) {
            var depth = 0
            while index < bytes.count {
                if has("//") {
                    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                } else if has("/*") {
                    while index < bytes.count, !has("*/") { index += 1 }
                    index += 2
                } else if has("\"") || has("#\"") || has("##\"") {
                    readText()
                } else {
                    if isInterpolation, has("(") { depth += 1 }
                    if isInterpolation, has(")") {
                        if depth == 0 {
                            index += 1
                            return
                        }
                        depth -= 1
                    }
                    code.append(bytes[index])
                    index += 1
                }
            }
        }

        private mutating func readText() {
            var hashes = ""
            while has("#") {
                hashes += "#"
                index += 1
            }
            let quotes = has("\"\"\"") ? "\"\"\"" : "\""
            index += quotes.utf8.count
            while index < bytes.count {
                if has(quotes + hashes) {
                    index += quotes.utf8.count + hashes.utf8.count
                    return
                }
                if has("\\" + hashes + "(") {
                    index += hashes.utf8.count + 2
                    code.append(UInt8(ascii: " "))
                    readCode(untilParenthesis: true)
                    code.append(UInt8(ascii: " "))
                } else {
                    index += has("\\" + hashes) ? hashes.utf8.count + 2 : 1
                }
            }
        }

        private func has(_ text: String) -> Bool {
            bytes[min(index, bytes.count)...].starts(with: text.utf8)
        }
    }
}
