import Foundation
import SandboxPainter

/// Addresses of a task's picture that are wrong, or unusual.
enum OddAddress: String, CaseIterable {
    /// An address that nobody listens on.
    case dead
    /// An address that always answers 404.
    case gone
    /// An address with blanks around it.
    case blanks
    /// An address with blanks in it.
    case split
    /// An address with a fragment at its end.
    case fragment
    /// A path of the API's own origin.
    case path
    /// The address of the task's first reference, as `input` echoes it.
    case reference
    /// That reference itself, as a data URI with line breaks.
    case referenceData = "reference-data"

    /// Returns the address that a word stands for; nil if the task has no such address. A word that is not one of
    /// the cases is an address itself.
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
