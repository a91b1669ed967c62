import Glibc
import IGSTestSupport
import Testing

/// Clients written with Python's standard library alone, from the protocol, against the real program.
@Suite struct IndependentClientTests {
    @Test func `an independent client is served as the protocol says`() throws {
        try run("independent_client.py", at: 100)
    }

    @Test func `every cell of the pixel table holds in both dialects`() throws {
        try run("pixel_table.py", at: 2000)
    }

    @Test func `an independent client sees what goes wrong`() throws {
        try run(
            "faults_client.py", at: 2000, arguments: ["--faults", "\(Self.folder)/faults.plan"])
    }

    @Test(arguments: ["data_client.py", "ok_client.py"])
    func `a client that insists on today's replies is served`(script: String) throws {
        try run(script, at: 200, arguments: ["--credits", "12"])
    }

    private static let folder =
        String(#filePath).split(separator: "/").dropLast().map { "/\($0)" }.joined()

    private func run(_ script: String, at speed: Double, arguments: [String] = []) throws {
        let sandbox = try SandboxProcess(.byHand, speed: speed, arguments: arguments)
        let pipe = try #require(
            popen("python3 '\(Self.folder)/\(script)' '\(sandbox.url)' '\(sandbox.key)' 2>&1", "r"))
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
            output += buffer.prefix(count)
        }
        let status = pclose(pipe)
        let text = String(decoding: output, as: UTF8.self)
        #expect(status == 0, "\(text)")
        #expect(text.hasSuffix("all checks hold\n"), "\(text)")
    }
}
