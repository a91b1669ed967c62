import Glibc
import IGSClient
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSConsole
@testable import IGSRuntime

/// Which service a session works with, and which key it gets.
@Suite struct ServiceSelectionTests {
    private let folder: TemporaryFolder
    private let file: KeyFile

    init() throws {
        folder = try TemporaryFolder()
        file = KeyFile(Folders(home: folder.path, environment: [:]))
    }

    @Test func `without a key the sandbox is used`() throws {
        #expect(try selected(nil, [:]) == "sandbox")
        #expect(try selected(nil, ["AIREITER_API_KEY": ""]) == "sandbox")
        #expect(failure(.live, [:])?.hasPrefix("E0501") == true)
    }

    @Test func `the environment takes precedence over the file`() throws {
        try keep("sk-file")
        #expect(try selected(nil, [:]) == "https://aireiter.com sk-file")
        let variables = ["AIREITER_API_KEY": "sk-variable"]
        #expect(try selected(nil, variables) == "https://aireiter.com sk-variable")
        #expect(try selected(.sandbox, variables) == "sandbox")
    }

    @Test func `a key in the file is for one origin alone`() throws {
        try keep("sk-file")
        for address in [
            "https://aireiter.com:8443", "https://evil.example", "http://127.0.0.1:1",
            "https://cdn.aireiter.com",
        ] {
            let text = failure(nil, ["IGS_BASE_URL": address])
            #expect(text?.hasPrefix("E0501") == true, "\(address)")
            #expect(text?.contains("is for https://aireiter.com alone") == true)
            #expect(try selected(.sandbox, ["IGS_BASE_URL": address]) == "sandbox")
        }
        let same = try selected(nil, ["IGS_BASE_URL": "https://AIReiter.com:443/v2"])
        #expect(same == "https://aireiter.com sk-file")
    }

    @Test func `an unusable key file is reported when a key is needed`() throws {
        try keep("sk-file")
        #expect(chmod(file.path, 0o644) == 0)
        #expect(failure(nil, [:])?.hasPrefix("E0612") == true)
        #expect(failure(.live, [:])?.hasPrefix("E0612") == true)
        #expect(try selected(.sandbox, [:]) == "sandbox")
        let variables = ["AIREITER_API_KEY": "sk-variable"]
        #expect(try selected(nil, variables) == "https://aireiter.com sk-variable")
    }

    @Test(arguments: ["two words", "sk-\u{1B}[31m", "größe", "a\nb", " "])
    func `an invalid key is refused and not shown`(text: String) {
        let told = failure(nil, ["AIREITER_API_KEY": text])
        #expect(told?.hasPrefix("E0502") == true)
        #expect(text == " " || told?.contains(text) == false)
    }

    @Test func `a proxy is used for the live service alone`() throws {
        let proxy = ["HTTPS_PROXY": "ftp://ada:secret@proxy.example"]
        #expect(try selected(nil, proxy) == "sandbox")
        let told = failure(nil, proxy.merging(["AIREITER_API_KEY": "sk-variable"]) { $1 })
        #expect(told?.hasPrefix("E0505") == true)
        #expect(told?.contains("secret") == false)
    }

    @Test func `a secret is shown nowhere`() throws {
        let selection = ServiceSelection.live(
            .live, key: try #require(Secret("sk-canary")), proxy: nil)
        var dumped = ""
        dump(selection, to: &dumped)
        let texts = [
            "\(selection)", String(describing: selection), String(reflecting: selection), dumped,
            "\(Mirror(reflecting: selection).children.map { "\($0)" })",
        ]
        for text in texts {
            #expect(!text.contains("canary"))
        }
        #expect(dumped.contains("•••"))
    }
}

extension ServiceSelectionTests {
    private func keep(_ key: String) throws {
        try file.write(try #require(Secret(key)), for: Service.live.origin)
    }

    private func selected(
        _ wish: ServiceSelection.Wish?, _ environment: [String: String]
    ) throws -> String {
        let selection = try ServiceSelection(
            wish: wish, dialect: nil, environment: environment, keyFile: file)
        switch selection {
        case .sandbox: return "sandbox"
        case .live(let service, let key, _):
            return "\(service.origin) \(key.withExposed { $0 })"
        }
    }

    /// What is told, with its identifier first.
    private func failure(
        _ wish: ServiceSelection.Wish?, _ environment: [String: String]
    ) -> String? {
        do {
            _ = try ServiceSelection(
                wish: wish, dialect: nil, environment: environment, keyFile: file)
            return nil
        } catch {
            return error.diagnostics.map {
                ([$0.shownID ?? "", $0.message] + $0.notes).joined(separator: "\n")
            }.joined()
        }
    }
}
