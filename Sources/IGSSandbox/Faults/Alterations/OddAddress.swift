import Foundation
import SandboxPainter

/// Addresses of a task's picture as they should not be, or need not.
enum OddAddress: String, CaseIterable {
    /// Nobody listens there.
    case dead
    /// It answers 404 for good.
    case gone
    /// There are blanks around it.
    case blanks
    /// There are blanks in it.
    case split
    /// A fragment ends it.
    case fragment
    /// It is a path of the API's own origin.
    case path
    /// It is that of the task's first reference, as `input` echoes it.
    case reference
    /// It is that reference itself, as a data URI with line breaks.
    case referenceData = "reference-data"

    /// The address that a word stands for; nil where the task has none such. A word that is none of the cases is an
    /// address itself.
    static func text(
        _ word: String, _ task: SimulatedTask, _ links: SandboxLinks, _ references: ReferenceStore
    ) -> String? {
        let usual = links.result(of: task)
        return switch OddAddress(rawValue: word) {
        case .dead: "http://127.0.0.1:9/\(task.resultToken).png"
        case .gone: links.nowhere
        case .blanks: " \(usual)\n"
        case .split: links.result(of: task, as: "my first image.png")
        case .fragment: "\(usual)#page=1"
        case .path: String(usual.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
        case .reference: task.parameters.references.first.map(links.reference)
        case .referenceData:
            task.parameters.references.first.flatMap { dataURI($0, references) }
        case nil: word
        }
    }

    private static func dataURI(_ reference: Reference, _ references: ReferenceStore) -> String? {
        guard case .stored(let sha256, let format, _) = reference,
            let bytes = references.bytes(sha256: sha256)
        else { return nil }
        let base64 = Data(bytes).base64EncodedString(options: .lineLength76Characters)
        return "data:\(format.mediaType);base64,\(base64)"
    }
}
