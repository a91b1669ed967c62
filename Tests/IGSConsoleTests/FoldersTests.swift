import IGSTestSupport
import FoundationEssentials
import Glibc
import IGSConsole
import Testing

@Suite struct FoldersTests {
    @Test func `the folders follow XDG`() {
        let folders = Folders(
            home: nil,
            environment: ["HOME": "/home/ada", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s/"])
        #expect(folders.config == "/c/igs")
        #expect(folders.state == "/s/igs")
    }

    @Test(arguments: [
        ["HOME": "/home/ada"],
        ["HOME": "/home/ada", "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": ""],
        [
            "HOME": "/home/ada", "XDG_CONFIG_HOME": "relative", "XDG_STATE_HOME": "./state",
            "IGS_HOME": "",
        ],
    ])
    func `the folders are the usual ones if XDG says nothing`(_ environment: [String: String]) {
        let folders = Folders(home: nil, environment: environment)
        #expect(folders.config == "/home/ada/.config/igs")
        #expect(folders.state == "/home/ada/.local/state/igs")
    }

    @Test func `without HOME, the system is asked`() {
        let folders = Folders(home: nil, environment: [:])
        #expect(folders.config.hasPrefix("/"))
        #expect(folders.config.hasSuffix("/.config/igs"))
    }

    @Test func `a home that is named holds all folders`() {
        let environment = ["HOME": "/home/ada", "XDG_STATE_HOME": "/s", "IGS_HOME": "/env"]
        #expect(Folders(home: nil, environment: environment).state == "/env/state")
        #expect(Folders(home: "/named", environment: environment).state == "/named/state")
        #expect(Folders(home: "/named", environment: environment).config == "/named/config")
        let current = FileManager.default.currentDirectoryPath
        #expect(
            Folders(home: "named", environment: environment).config == "\(current)/named/config")
    }

    @Test func `folders are created for their owner alone`() throws {
        let folder = try TemporaryFolder()
        let folders = Folders(home: folder.file("a/b"), environment: [:])
        try folders.create()
        for name in ["a", "a/b", "a/b/config", "a/b/state"] {
            #expect(try folder.mode(name) == 0o700)
        }
        chmod(folders.state, 0o755)
        try folders.create()
        #expect(try folder.mode("a/b/state") == 0o700)
    }

    @Test func `a folder that cannot be created is named`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        let folders = Folders(home: folder.file("file/below"), environment: [:])
        #expect {
            try folders.create()
        } throws: {
            "\($0)".contains(folder.file("file"))
        }
        let inTheWay = Folders(home: folder.path, environment: [:])
        try folder.write("", to: "config")
        #expect(throws: SystemFailure.self) { try inTheWay.create() }
    }
}
