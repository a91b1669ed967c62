import IGSRandom
import IGSTestSupport
import Testing

/// Jobs whose service answers in forms made up from all that are known; `scripts/fuzz conversation` looks for more.
@Suite struct ConversationTests {
    @Test func `no made-up reply leads to a second submission`() {
        var random = SeededRandom(seed: 13)
        var violations: [String] = []
        for _ in 0..<2_000 {
            let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            violations += [ConversationProperties.violation(of: bytes)].compactMap(\.self)
        }
        #expect(
            violations.isEmpty,
            "\(violations.count), such as \(violations.prefix(6).joined(separator: "\n"))")
    }

    @Test(arguments: FoundInputs.names("Conversation"))
    func `a conversation that was found stays mended`(name: String) throws {
        let bytes = try FoundInputs.bytes("Conversation", name)
        #expect(ConversationProperties.violation(of: bytes) == nil)
    }
}
