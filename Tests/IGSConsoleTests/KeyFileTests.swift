import FoundationEssentials
import Glibc
import IGSClient
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole

/// The file with the key: whose it is, who may read it, and which service it is for.
@Suite struct KeyFileTests {
    private static let origin = "https://aireiter.com"
    private let folder: TemporaryFolder
    private let file: KeyFile

    init() throws {
        folder = try TemporaryFolder()
        file = KeyFile(Folders(home: folder.path, environment: [:]))
    }

    @Test func `what is written can be read`() throws {
        #expect(try file.read() == nil)
        for text in ["sk-first", "sk-second"] {
            try file.write(try key(text), for: Self.origin)
            let content = try #require(try file.read())
            #expect(content.origin == Self.origin)
            #expect(content.key.withExposed { $0 } == text)
        }
        #expect(folder.names(in: "config") == ["key"])
        #expect(try file.remove())
        #expect(try !file.remove())
        #expect(try file.read() == nil)
    }

    @Test func `the key file is for the user alone`() throws {
        try file.write(try key("sk-canary"), for: Self.origin)
        #expect(try mode("config") == 0o700)
        #expect(try mode("config/key") == 0o600)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o610, 0o601, 0o622, 0o777] as [mode_t])
    func `a file that is open to others is refused`(mode: mode_t) throws {
        try file.write(try key("sk-canary"), for: Self.origin)
        #expect(chmod(file.path, mode) == 0)
        #expect(throws: KeyFileError(code: .open(mode: UInt32(mode)), path: file.path)) {
            try file.read()
        }
        let failure = KeyMessages.badFile(
            KeyFileError(code: .open(mode: UInt32(mode)), path: file.path))
        #expect(failure.code == .unauthorized)
        #expect(failure.diagnostics[0].notes[0] == "chmod 600 '\(file.path)'")
    }

    @Test func `only a regular file counts`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("config"), withIntermediateDirectories: true)
        let error = KeyFileError(code: .notRegular, path: file.path)
        let elsewhere = try folder.write("\(Self.origin) sk-canary\n", to: "elsewhere")
        #expect(chmod(elsewhere, 0o600) == 0)
        #expect(symlink(elsewhere, file.path) == 0)
        #expect(throws: error) { try file.read() }
        #expect(try file.remove())
        #expect(access(elsewhere, F_OK) == 0)
        #expect(mkfifo(file.path, 0o600) == 0)
        #expect(throws: error) { try file.read() }
        #expect(try file.remove())
        #expect(mkdir(file.path, 0o700) == 0)
        #expect(throws: error) { try file.read() }
    }

    @Test func `a link is replaced, not followed`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("config"), withIntermediateDirectories: true)
        let elsewhere = try folder.write("mine", to: "elsewhere")
        #expect(symlink(elsewhere, file.path) == 0)
        try file.write(try key("sk-canary"), for: Self.origin)
        #expect(try folder.read("elsewhere") == "mine")
        #expect(try file.read() != nil)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `another user's file is refused`() throws {
        try file.write(try key("sk-canary"), for: Self.origin)
        #expect(chown(file.path, 65_534, 65_534) == 0)
        #expect(throws: KeyFileError(code: .notOwned, path: file.path)) { try file.read() }
    }

    @Test(arguments: [
        "", "\n", "sk-canary\n", "https://aireiter.com\n", "https://aireiter.com sk-a sk-b\n",
        "https://aireiter.com/path sk-canary\n", "http://aireiter.com sk-canary\n",
        "https://AIREITER.com sk-canary\n", "aireiter.com sk-canary\n",
        "https://aireiter.com sk-\u{7F}\n", "https://aireiter.com größe\n",
        String(repeating: "x", count: 5000),
    ])
    func `a file without a key is refused`(text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("config"), withIntermediateDirectories: true)
        try folder.write(text, to: "config/key")
        #expect(chmod(file.path, 0o600) == 0)
        #expect(throws: KeyFileError(code: .noKey, path: file.path)) { try file.read() }
    }

    private func key(_ text: String) throws -> Secret { try #require(Secret(text)) }

    private func mode(_ name: String) throws -> mode_t {
        var status = stat()
        guard stat(folder.file(name), &status) == 0 else { throw SystemFailure.last("stat") }
        return status.st_mode & 0o777
    }
}
