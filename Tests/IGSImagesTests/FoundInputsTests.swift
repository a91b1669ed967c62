import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    @Test func `there are some`() {
        #expect(!FoundInputs.names("Image").isEmpty)
    }

    @Test(arguments: FoundInputs.names("Image"))
    func `a picture that was found stays mended`(name: String) throws {
        #expect(ImageProperties.violation(of: try FoundInputs.bytes("Image", name)) == nil)
    }
}
