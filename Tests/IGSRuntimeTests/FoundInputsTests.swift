import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    @Test func `there are some`() {
        #expect(!FoundInputs.names("FileName").isEmpty)
    }

    @Test(arguments: FoundInputs.names("FileName"))
    func `a file name that was found stays mended`(name: String) throws {
        #expect(FileNameProperties.violation(of: try FoundInputs.bytes("FileName", name)) == nil)
    }
}
