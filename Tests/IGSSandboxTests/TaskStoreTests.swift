import FoundationEssentials
import IGSTestSupport
import SandboxPainter
import Testing

@testable import IGSSandbox

@Suite struct TaskStoreTests {
    @Test func `two stores on one folder see each other's tasks`() throws {
        try withFolder { folder in
            let (one, other) = (try store(folder), try store(folder))
            try accept("a", in: one)
            #expect(other.task(id: "task_a")?.outTaskID == "a")
            try accept("b", in: other)
            #expect(one.task(outTaskID: "b")?.id == "task_b")
            #expect(one.task(resultToken: "token_b")?.id == "task_b")
            #expect(one.spent == Credits(tenths: 44))
            #expect(one.task(id: "task_c") == nil)
            try one.accept(outTaskID: "b") { earlier, spent in
                #expect(earlier?.id == "task_b")
                #expect(spent == Credits(tenths: 44))
                return nil
            }
        }
    }

    @Test func `the tasks of igs 0.1 are all read`() throws {
        let fixture = SourceTree.path("Tests/Fixtures/state-0.1/state/sandbox/tasks.jsonl")
        let lines = try String(contentsOfFile: fixture, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains { $0.contains("fails-with-word") })
        for line in lines {
            let task = try JSONDecoder().decode(SimulatedTask.self, from: Data(line.utf8))
            #expect(task.parameters.variant == nil)
        }
    }

    @Test(arguments: [
        ("fails-silently", TaskFate.fails(.silent)), ("fails-with-text", .fails(.text)),
        ("fails-with-number", .fails(.number)), ("fails-with-word", .fails(.word)),
        ("fails-in-review", .fails(.review)), ("without-result", .withoutResult),
        ("cancelled", .cancelled), ("expired", .expired), ("unending", .unending), ("lost", .lost),
    ])
    func `a fate that igs 0.1 wrote is the same today`(word: String, fate: TaskFate) {
        #expect(TaskFate(rawValue: word) == fate)
        #expect(TaskFate(rawValue: fate.rawValue) == fate)
    }

    @Test(arguments: [1, 10, 100])
    func `a line torn by a crash costs nothing but itself`(kept: Int) throws {
        try withFolder { folder in
            try accept("a", in: store(folder))
            for name in ["tasks.jsonl", "journal.jsonl"] {
                let path = folder.file(name)
                var bytes = try #require(FileManager.default.contents(atPath: path))
                bytes += bytes.prefix(kept)
                try bytes.write(to: URL(filePath: path))
            }
            let later = try store(folder)
            try accept("b", in: later)
            #expect(later.task(id: "task_a") != nil)
            #expect(try store(folder).task(id: "task_b") != nil)
            #expect(bills(folder) == ["task_a", "task_b"])
        }
    }

    @Test func `a task that was filed but not billed is billed at the next start, once`() throws {
        try withFolder { folder in
            let first = try store(folder)
            try accept("a", in: first)
            try accept("b", in: first)
            let path = folder.file("journal.jsonl")
            let lines = try #require(FileManager.default.contents(atPath: path)).split(
                separator: 10)
            try Data(lines[0] + [10]).write(to: URL(filePath: path))
            _ = try store(folder)
            _ = try store(folder)
            #expect(bills(folder) == ["task_a", "task_b"])
        }
    }

    @Test func `files and folders are their owner's alone`() throws {
        try withFolder { folder in
            try accept("a", in: store(folder))
            _ = try folder.folder("references")
            for (name, mode) in [
                ("", 0o700), ("references", 0o700), ("tasks.jsonl", 0o600),
                ("journal.jsonl", 0o600),
                ("lock", 0o600),
            ] {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
                #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
            }
        }
    }

    private func withFolder(_ body: (StateFolder) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try body(StateFolder(path: folder.path))
    }

    private func store(_ folder: StateFolder) throws -> TaskStore {
        try TaskStore(folder: folder, journal: Journal(path: folder.file("journal.jsonl")))
    }

    private func accept(_ name: String, in store: TaskStore) throws {
        try store.accept(outTaskID: name) { _, _ in
            SimulatedTask(
                id: "task_\(name)", outTaskID: name, resultToken: "token_\(name)",
                parameters: PictureParameters(
                    prompt: "a mill", ratio: "1:1", tier: .oneK, quality: .low,
                    references: [
                        .link("https://example.com/a.png"),
                        .stored(sha256: "00", format: .jpeg, byteCount: 7),
                    ],
                    size: PixelSize(1024, 1024)),
                timeline: Timeline(submittedAt: 1, pending: 2, duration: 3),
                cost: .cost(tier: .oneK, quality: .low))
        }
    }

    private func bills(_ folder: StateFolder) -> [String] {
        let bytes = FileManager.default.contents(atPath: folder.file("journal.jsonl")) ?? Data()
        return bytes.split(separator: 10).compactMap {
            try? JSONDecoder().decode(Bill.self, from: $0).taskID
        }
    }
}
