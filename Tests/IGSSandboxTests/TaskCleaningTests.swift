import FoundationEssentials
import Glibc
import IGSTestSupport
import SandboxPainter
import Testing

@testable import IGSSandbox

/// Which tasks and references a cleaning takes from a sandbox's folder.
@Suite struct TaskCleaningTests {
    private let folder: StateFolder
    private let temporary: TemporaryFolder
    private static let old = String(repeating: "a", count: 64)
    private static let young = String(repeating: "b", count: 64)

    init() throws {
        temporary = try TemporaryFolder()
        folder = try StateFolder(path: temporary.path + "/sandbox")
    }

    @Test func `old tasks and their references go, and what they cost stays`() throws {
        do {
            let store = try store()
            try accept("old", at: 1, in: store)
            try accept("kept", at: 2, in: store)
            try accept("named", at: 3, in: store)
            try accept("young", at: 1_000, Self.young, in: store)
        }
        let references = try folder.folder("references")
        for name in [Self.old, Self.young, ".incoming-x", "notes"] {
            try Data([1, 2, 3]).write(to: URL(filePath: references.file(name)))
        }
        symlink(temporary.path, references.file(String(repeating: "c", count: 64)))
        let before = try contents()

        let rehearsal = try clean(keeping: ["task_kept", "named"], isRehearsal: true)
        #expect(try contents() == before)
        #expect(rehearsal.tasks == 1 && rehearsal.references == 1)

        #expect(try clean(keeping: ["task_kept", "named"]) == rehearsal)
        let later = try store()
        #expect(later.task(id: "task_old") == nil)
        #expect(later.task(id: "task_kept") != nil && later.task(outTaskID: "named") != nil)
        #expect(later.task(id: "task_young") != nil)
        #expect(later.spent == Credits(tenths: 4 * 22))
        #expect(temporary.names(in: "sandbox/references").count == 4)

        // Again, when less is kept: it adds up.
        #expect(try clean().tasks == 2)
        #expect(try store().spent == Credits(tenths: 4 * 22))
        #expect(
            temporary.names(in: "sandbox/references")
                == [Self.young, String(repeating: "c", count: 64), "notes"])
        #expect(try clean().tasks == 0)
        try accept("next", at: 5, in: store())
        #expect(try store().spent == Credits(tenths: 5 * 22))
    }

    @Test func `a task that was never billed is billed before it goes`() throws {
        try accept("old", at: 1, in: store())
        unlink(folder.file("journal.jsonl"))
        #expect(try clean().tasks == 1)
        let bills = try temporary.read("sandbox/journal.jsonl")
        #expect(bills.contains("task_old"))
        #expect(try clean().tasks == 0)
        #expect(try temporary.read("sandbox/journal.jsonl") == bills)
    }

    @Test func `what cannot be read stays, and what a killed cleaning left goes`() throws {
        try accept("old", at: 1, in: store())
        let path = folder.file("tasks.jsonl")
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes += Data("{\"of\":\"a later version\"}\n{\"torn".utf8)
        try bytes.write(to: URL(filePath: path))
        try Data("half".utf8).write(to: URL(filePath: path + ".new"))
        #expect(try clean().tasks == 1)
        let lines = try temporary.read("sandbox/tasks.jsonl").split(separator: "\n")
        #expect(lines.prefix(2) == ["{\"of\":\"a later version\"}", "{\"torn"])
        #expect(lines.count == 3)
        #expect(!temporary.names(in: "sandbox").contains("tasks.jsonl.new"))
    }

    @Test func `nothing changes while a sandbox serves`() throws {
        try accept("old", at: 1, in: store())
        do {
            let service = try SandboxService(
                SandboxConfiguration(key: "k", stateFolder: folder.path))
            #expect(try clean() == TaskCleaning.Outcome(isInUse: true))
            withExtendedLifetime(service) {}
        }
        // A process that another test starts at this moment has a share until it has become its program.
        var outcome = try clean()
        while outcome.isInUse { outcome = try clean() }
        #expect(outcome.tasks == 1)
    }

    @Test func `where there is no sandbox nothing is made`() throws {
        let nowhere = temporary.path + "/nowhere"
        let cleaning = TaskCleaning(
            folder: nowhere, endedBefore: 100, keeping: [], isRehearsal: false)
        #expect(try cleaning.run() == TaskCleaning.Outcome())
        #expect(!temporary.names().contains("nowhere"))
        symlink(folder.path, nowhere)
        #expect(throws: SandboxError.self) { try cleaning.run() }
    }

    @Test func `lines are read whole whatever their length`() throws {
        let lines = [1, 300_000, 2, 262_144, 3].map { String(repeating: "x", count: $0) }
        let path = try temporary.write(lines.joined(separator: "\n\n"), to: "lines")
        guard var reader = try LineReader(path: path) else {
            Issue.record("there is no file")
            return
        }
        for line in lines {
            let count = reader.next()?.count
            #expect(count == line.utf8.count)
        }
        let last = reader.next()
        #expect(last == nil)
    }
}

extension TaskCleaningTests {
    private func store() throws -> TaskStore {
        try TaskStore(folder: folder, journal: Journal(path: folder.file("journal.jsonl")))
    }

    private func clean(
        keeping kept: Set<String> = [], isRehearsal: Bool = false
    ) throws -> TaskCleaning.Outcome {
        try TaskCleaning(
            folder: folder.path, endedBefore: 100, keeping: kept, isRehearsal: isRehearsal
        ).run()
    }

    private func contents() throws -> [String] {
        try ["tasks.jsonl", "journal.jsonl"].map { try temporary.read("sandbox/\($0)") }
            + temporary.names(in: "sandbox") + temporary.names(in: "sandbox/references")
    }

    private func accept(
        _ name: String, at moment: Double, _ reference: String = old, in store: TaskStore
    ) throws {
        try store.accept(outTaskID: name) { _, _ in
            SimulatedTask(
                id: "task_\(name)", outTaskID: name, resultToken: "token_\(name)",
                parameters: PictureParameters(
                    prompt: "a mill", ratio: "1:1", tier: .oneK, quality: .low,
                    references: [.stored(sha256: reference, format: .jpeg, byteCount: 7)],
                    size: PixelSize(1024, 1024)),
                timeline: Timeline(submittedAt: moment, pending: 2, duration: 3),
                cost: .cost(tier: .oneK, quality: .low))
        }
    }
}
