import Glibc
import IGSTestSupport
import Testing

/// A short run of each part of `scripts/chaos`: kills, cuts, lies, full disks and the like, held against the sandbox's bills.
@Suite(.enabled(if: access("/usr/bin/strace", X_OK) == 0, "strace ends igs at a system call"))
struct ChaosTests {
    @Test(arguments: [
        "kills", "runs", "cuts", "redirects", "lies", "clock", "underfoot", "load", "disk",
        "damage",
    ])
    func `nothing paid for is lost, and nothing is paid twice`(part: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            [
                "-B", Bench.root + "/scripts/lib/chaos", IgsProcess.executable, "--only", part,
                "--seconds", "5", "--folder", bench.folder + "/chaos",
            ], program: "/usr/bin/python3", within: .seconds(300))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.contains("places searched for the key"), "\(outcome.story)")
    }
}
