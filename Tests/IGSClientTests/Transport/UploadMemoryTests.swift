import Foundation
import IGSClient
import IGSTestSupport
import Testing

@Suite struct UploadMemoryTests {
    /// In a process of its own, so that nothing else counts; the server that reads it all is in there too.
    @Test func `nine files of 10 MB cost less than 48 MB of memory`() async {
        await #expect(processExitsWith: .success) {
            let growth = try await peakGrowthWhileSubmitting(fileCount: 9, byteCount: 10_000_000)
            print("peak memory grew by \(growth >> 20) MiB")
            exit(growth < 48_000_000 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test func `the measure sees a body that is held whole`() async {
        await #expect(processExitsWith: .success) {
            let before = try ProcessMemory.now
            let bytes = [UInt8](repeating: 1, count: 100 << 20)
            let growth = try ProcessMemory.peak - before
            exit(growth > 90 << 20 && bytes.last == 1 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }
}

/// Submits a request with files, to a server that reads it, and gives the growth of the process' peak memory.
private func peakGrowthWhileSubmitting(fileCount: Int, byteCount: Int) async throws -> Int {
    let folder = try TemporaryFolder()
    var references: [ReferenceImage] = []
    for index in 0..<fileCount {
        let path = try folder.write(Pictures.png(3, 2), to: "\(index).png")
        guard truncate(path, off_t(byteCount)) == 0 else { throw CocoaError(.fileWriteUnknown) }
        references.append(try ReferenceImage(file: path))
    }
    let server = try LoopbackServer(keepsBodies: false) { _ in
        .json(#"{"code":200,"data":[{"task_id":"task_1"}]}"#)
    }
    guard let key = Secret("sk-canary") else { throw MissingKey() }
    let transport = CurlTransport()
    let client = Client(
        service: try Service(baseURL: server.url), key: key, transport: transport)
    let request = try GenerationRequest(prompt: "a castle", references: references)

    let before = try ProcessMemory.now
    let acceptance = try await client.submit(request, id: .test)
    let growth = try ProcessMemory.peak - before

    await transport.shutdown()
    server.stop()
    guard acceptance.taskID == .test, server.bodyByteCount > fileCount * byteCount / 3 * 4 else {
        throw CocoaError(.coderInvalidValue)
    }
    return growth
}
