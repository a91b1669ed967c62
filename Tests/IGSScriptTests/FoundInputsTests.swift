import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    private static let names = FoundInputs.names("Script")

    @Test func `some inputs were found`() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names)
    func `what was found stays mended`(name: String) throws {
        let bytes = try FoundInputs.bytes("Script", name)
        #expect(ScriptProperties.violation(of: bytes) == nil)
    }
}
