import Foundation
import Glibc
import IGSTestSupport

/// A place for one test: a home for igs, and a current folder. Both go away with it.
final class Bench: Sendable {
    /// Everything of this test lies in it.
    var folder: String { temporary.path }
    private let temporary: TemporaryFolder
    /// `IGS_HOME`.
    let home: String
    /// The current folder.
    let work: String

    init() throws {
        temporary = try TemporaryFolder()
        home = temporary.path + "/home"
        work = temporary.path + "/work"
        for path in [work, folder + "/scratch", folder + "/user", folder + "/tmp"] {
            guard mkdir(path, 0o755) == 0 else {
                throw IgsProcess.Failure(description: "cannot make \(path)")
            }
        }
    }

    deinit {
        for process in sandboxes { kill(process, SIGKILL) }
    }

    /// The repository.
    static let root = SourceTree.root
    static let examples = root + "/scripts/examples"

    /// Whether `scripts/test` has built igs for release, too.
    static let isReleaseBuilt = ProcessInfo.processInfo.environment["RELEASE_IS_BUILT"] != nil

    /// The igs that was built for release, or the one beside the tests where there is none.
    static var fastestProgram: String {
        isReleaseBuilt ? root + "/.build/release/igs" : IgsProcess.executable
    }

    /// A clean environment: nothing of the caller's.
    var environment: [String: String] {
        [
            "HOME": folder + "/user", "IGS_HOME": home, "TMPDIR": folder + "/tmp",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
        ]
    }

    /// Starts igs.
    ///
    /// - Parameter environment: what differs from the clean one; an empty text takes a variable away.
    func start(
        _ arguments: [String], environment: [String: String] = [:],
        input: IgsProcess.Input = .empty, program: String? = nil
    ) throws -> IgsProcess {
        let variables = self.environment.merging(environment) { $1 }.filter { !$0.value.isEmpty }
        return try IgsProcess(
            arguments, program: program, in: work, environment: variables, input: input,
            scratch: folder + "/scratch")
    }

    /// Runs igs to its end.
    func run(
        _ arguments: [String], environment: [String: String] = [:],
        input: IgsProcess.Input = .empty, program: String? = nil,
        within limit: Duration = .seconds(60)
    ) async throws -> IgsProcess.Outcome {
        try await Gate.shared.run {
            try await start(arguments, environment: environment, input: input, program: program)
                .outcome(within: limit)
        }
    }

    /// Runs commands, on an embedded sandbox that is fast.
    func commands(
        _ text: String, environment: [String: String] = [:]
    ) async throws -> IgsProcess.Outcome {
        try await run(["--speed", "500", "-c", text], environment: environment)
    }

    /// Writes a script and runs it, on an embedded sandbox that is fast.
    func script(
        _ text: String, _ arguments: [String] = [], named name: String = "test.igs",
        options: [String] = []
    ) async throws -> IgsProcess.Outcome {
        try write(text, to: name)
        return try await run(["--speed", "500"] + options + [name] + arguments)
    }

    /// Runs a line of the system's shell, in which `igs` is the one that was built.
    func shell(
        _ line: String, environment: [String: String] = [:], within limit: Duration = .seconds(60)
    ) async throws -> IgsProcess.Outcome {
        try await run(
            ["-c", line],
            environment: environment.merging(["PATH": Self.pathWithProgram]) { given, _ in given },
            program: "/bin/sh", within: limit)
    }

    /// `PATH` with the folder of the `igs` that was built.
    static var pathWithProgram: String {
        String(IgsProcess.executable.dropLast("/igs".count)) + ":/usr/bin:/bin"
    }

    /// Measures pictures in the current folder.
    func measure(_ paths: [String]) async throws -> [PictureMeter.Picture] {
        try await Gate.shared.run {
            try await PictureMeter.measure(
                paths.map { $0.hasPrefix("/") ? $0 : "\(work)/\($0)" }, scratch: folder + "/scratch"
            )
        }
    }
}

extension Bench {
    /// Options with which no picture comes, however long a session takes to be ended: the sandbox does not say how its
    /// tasks are. The next session's does. At this speed a job's time-out is minutes away.
    func withoutPictures() throws -> [String] {
        try write("query every 1 status 503\n", to: "without-pictures.plan")
        return ["--speed", "1", "--faults", "without-pictures.plan"]
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(work)/\(name)"))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(work)/\(name)", withIntermediateDirectories: true)
    }

    func bytes(of name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: name.hasPrefix("/") ? name : "\(work)/\(name)")
            .map { Array($0) }
    }

    func exists(_ name: String) -> Bool { access("\(work)/\(name)", F_OK) == 0 }

    /// Whether a process has handlers for all of these signals.
    static func catches(_ signals: [Int32], process id: pid_t) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(id)/status"),
            let caught = String(decoding: data, as: UTF8.self)
                .firstMatch(of: /SigCgt:\s+(?<mask>[0-9a-f]+)/),
            let mask = UInt64(caught.mask, radix: 16)
        else { return false }
        return signals.allSatisfy { mask & (1 << UInt64($0 - 1)) != 0 }
    }

    /// All files and folders below a folder, by their paths below it.
    static func contents(of folder: String) -> [String] {
        (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
    }

    /// The lines of the embedded sandbox's billing journal: what was sent and accepted.
    var journal: [String] {
        let data = FileManager.default.contents(atPath: home + "/state/sandbox/journal.jsonl")
        return String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n").map(
            String.init)
    }

    /// The running sandboxes that igs started for this home.
    var sandboxes: [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { process in
            let words = Self.commandLine(of: process)
            return words.first?.hasSuffix("/igs-sandbox") == true
                && words.contains { $0.hasPrefix(folder + "/") }
        }
    }

    /// The arguments of a process as everybody on the machine can read them.
    static func commandLine(of process: pid_t) -> [String] {
        let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
