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

    /// The address that a word stands for; nil where the task has none such. A word that is none of the cases is an
    /// address itself.
    static func text(_ word: String, _ task: SimulatedTask, _ links: SandboxLinks) -> String? {
        let usual = links.result(of: task)
        return switch OddAddress(rawValue: word) {
        case .dead: "http://127.0.0.1:9/\(task.resultToken).png"
        case .gone: links.nowhere
        case .blanks: " \(usual)\n"
        case .split: links.result(of: task, as: "my first image.png")
        case .fragment: "\(usual)#page=1"
        case .path: String(usual.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
        case .reference: task.parameters.references.first.map(links.reference)
        case nil: word
        }
    }
}
