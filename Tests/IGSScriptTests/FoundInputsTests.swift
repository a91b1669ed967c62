import Foundation
import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    private static let folder =
        String(#filePath).split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        + "/Fuzzing/Script/Found"

    private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []

    @Test func `some inputs were found`() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names)
    func `what was found stays mended`(name: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)"))
        #expect(ScriptProperties.violation(of: Array(bytes)) == nil)
    }
}
