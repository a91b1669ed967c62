import Foundation
import IGSClient
import IGSTestSupport
import Testing

@Suite struct RequestTests {
    @Test(arguments: ["", " ", "\n\t ", "\u{3000}"])
    func `a blank prompt is refused`(prompt: String) {
        #expect(throws: RequestError(code: .emptyPrompt)) { try GenerationRequest(prompt: prompt) }
    }

    @Test func `nine references are taken, ten are not`() throws {
        let reference = try ReferenceImage(url: "https://pictures.example/1.png")
        let request = try GenerationRequest(
            prompt: "a", references: Array(repeating: reference, count: 9))
        #expect(request.references.count == 9)
        #expect(throws: RequestError(code: .tooManyReferences(10))) {
            try GenerationRequest(prompt: "a", references: Array(repeating: reference, count: 10))
        }
    }

    @Test func `a request survives being written and read`() throws {
        let request = try GenerationRequest(
            prompt: "a \"castle\"\n城", ratio: .sixteenByNine, resolution: .fourK, quality: .high,
            references: [
                ReferenceImage(url: "https://pictures.example/1.png"),
                ReferenceImage(dataURI: Pictures.dataURI(Pictures.png(3, 2))),
            ])
        let data = try JSONEncoder().encode(request)
        #expect(try JSONDecoder().decode(GenerationRequest.self, from: data) == request)
    }

    @Test func `a request that was written wrongly is not read`() {
        let text = #"{"prompt":"a","ratio":"4:3","resolution":"4K","references":[]}"#
        #expect(throws: RequestError.self) {
            try JSONDecoder().decode(GenerationRequest.self, from: Data(text.utf8))
        }
    }

    @Test(arguments: [
        ("a", true), ("igs_ABC-9", true), (String(repeating: "x", count: 64), true), ("", false),
        (String(repeating: "x", count: 65), false), ("a b", false), ("a/b", false), ("é", false),
    ])
    func `our own id has 1 to 64 of its characters`(text: String, isID: Bool) {
        #expect((OutTaskID(rawValue: text) != nil) == isID)
    }

    @Test func `random ids are well-formed and differ`() {
        let ids = Set((0..<1000).map { _ in OutTaskID.random() })
        #expect(ids.count == 1000)
        #expect(
            ids.allSatisfy { $0.rawValue.wholeMatch(of: /igs_[a-z2-7]{26}/) != nil })
    }

    @Test(arguments: [
        ("task_01", true), ("a b/ü", true), ("", false), ("a\u{0}", false), ("a\nb", false),
        ("a\u{85}", false), (String(repeating: "x", count: 257), false),
    ])
    func `a task's id is any text without control characters`(text: String, isID: Bool) {
        #expect((TaskID(rawValue: text) != nil) == isID)
    }
}
