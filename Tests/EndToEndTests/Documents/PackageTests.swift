import Foundation
import IGSTestSupport
import Testing

/// `scripts/package`, which takes the release that `scripts/test` has built. `scripts/package --try` installs what it
/// makes in a fresh Debian, which takes minutes and the system's own packages.
@Suite(.enabled(if: Bench.isReleaseBuilt)) struct PackageTests {
    @Test func `both packages hold all of igs, and work where they are unpacked`() async throws {
        let bench = try Bench()
        let made = try await bench.shell(
            "'\(Bench.root)/scripts/package' 'the packages'", within: .seconds(600))
        #expect(made.exitCode == 0, "\(made.story)")
        try #require(made.lines.count == 2, "\(made.story)")
        let (package, tarball) = (made.lines[0], made.lines[1])
        #expect(package.hasPrefix(bench.work + "/the packages/igs_0.2.0_"))

        let about = try await bench.shell("dpkg-deb --info '\(package)'")
        for part in ["Version: 0.2.0", "Depends: libc6", "libcairo2", "libnettle", "chafa"] {
            #expect(about.output.contains(part), "\(part)\n\(about.story)")
        }
        let unpacked = try await bench.shell(
            "dpkg-deb -x '\(package)' 'of Debian' && mkdir 'of tar' && tar -C 'of tar' -xf '\(tarball)'"
        )
        #expect(unpacked.exitCode == 0, "\(unpacked.story)")
        let ofPackage = Bench.contents(of: bench.work + "/of Debian/usr")
        for path in [
            "bin/igs", "bin/igs-sandbox", "share/bash-completion/completions/igs",
            "share/doc/igs/copyright", "share/doc/igs/examples/poster.igs",
            "share/fish/vendor_completions.d/igs.fish", "share/igs/igs.tmLanguage.json",
            "share/man/man1/igs.1.gz", "share/vim/vimfiles/syntax/igs.vim",
            "share/zsh/vendor-completions/_igs",
        ] {
            #expect(ofPackage.contains(path), "\(path) is not in \(ofPackage)")
        }
        let licences = bench.work + "/of Debian/usr/share/doc/igs/copyright"
        #expect(try String(contentsOfFile: licences, encoding: .utf8).contains("GRDB.swift"))
        let folder = try #require(
            try FileManager.default.contentsOfDirectory(atPath: bench.work + "/of tar").first)
        let readme = "\(bench.work)/of tar/\(folder)/README"
        #expect(try String(contentsOfFile: readme, encoding: .utf8).contains("libcairo2"))

        // Through a link, as from a folder in PATH.
        try FileManager.default.createSymbolicLink(
            atPath: bench.work + "/linked", withDestinationPath: "of tar/\(folder)/bin/igs")
        for program in [bench.work + "/of Debian/usr/bin/igs", bench.work + "/linked"] {
            let version = try await bench.run(["--version"], program: program)
            #expect(
                version.output.wholeMatch(
                    of: /igs 0\.2\.0, built from (source|commit \w+( with changes)?)\n/) != nil,
                "\(version.story)")
            let picture = try await bench.run(
                ["--speed", "500", "-c", "gen a fox --as fox; wait; save fox out/ --force"],
                program: program)
            #expect(picture.exitCode == 0, "\(picture.story)")
            #expect(try await bench.measure(["out/fox-1x1.png"]) == [.init(1024, 1024)])
        }
    }

    @Test(arguments: ["--tri", "one two", "''"])
    func `a wrong argument makes nothing`(arguments: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("'\(Bench.root)/scripts/package' \(arguments)")
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(Bench.contents(of: bench.work).isEmpty)
    }
}
