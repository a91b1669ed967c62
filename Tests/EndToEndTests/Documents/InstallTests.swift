import Foundation
import IGSTestSupport
import Testing

/// `scripts/install`, which takes the release that `scripts/test` has built.
@Suite(.enabled(if: Bench.isReleaseBuilt)) struct InstallTests {
    private func install(_ arguments: String, _ bench: Bench) async throws -> IgsProcess.Outcome {
        try await bench.shell(
            "'\(Bench.root)/scripts/install' \(arguments)",
            environment: ["DESTDIR": bench.folder + "/root"], within: .seconds(120))
    }

    @Test func `what is installed works on its own, and goes again`() async throws {
        let bench = try Bench()
        let root = bench.folder + "/root"
        for _ in 1...2 {
            let outcome = try await install("--prefix /opt/igs", bench)
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            let paths = outcome.output.split(separator: "\n")
            #expect(paths.count >= 6 && paths.allSatisfy { $0.hasPrefix(root + "/opt/igs/") })
        }
        let picture = try await bench.run(
            ["--speed", "500", "-c", "gen a fox --as fox; wait; save fox out/"],
            program: root + "/opt/igs/bin/igs")
        #expect(picture.exitCode == 0, "\(picture.story)")
        #expect(try await bench.measure(["out/fox-1x1.png"]) == [.init(1024, 1024)])
        let gone = try await install("--uninstall --prefix /opt/igs", bench)
        #expect(gone.exitCode == 0, "\(gone.story)")
        let left = FileManager.default.enumerator(atPath: root)?.compactMap { path in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: "\(root)/\(path)", isDirectory: &isFolder)
            return exists && !isFolder.boolValue ? "\(path)" : nil
        }
        #expect(left == [])
        #expect(try await install("--uninstall --prefix /opt/igs", bench).exitCode == 1)
    }

    @Test(arguments: ["--prefix", "--prefix relative", "--prefx /x", "here"])
    func `a wrong argument changes nothing`(arguments: String) async throws {
        let bench = try Bench()
        let outcome = try await install(arguments, bench)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(!FileManager.default.fileExists(atPath: bench.folder + "/root"))
    }
}
