import FoundationEssentials
import IGSClient
package import IGSJobs
package import IGSScript
import SHA2

/// The run of a script's file. It lets a resumed run find the jobs that the run has submitted before.
///
/// A job's id derives from the run and from what the job asks for: the request, and how many times the run has asked
/// for the same before. So an edited script finds the jobs of all parts that did not change.
package struct ScriptRun: Sendable {
    /// The run's id in the ledger.
    package let id: RunID
    /// The absolute path of the script's file.
    package let script: String
    /// Changes if the script's text or the values of its parameters change.
    package let digest: String
    /// Whether the run was begun in an earlier session, and so may have jobs.
    package let isResumed: Bool
    /// Whether the ledger has the run.
    var isBegun: Bool
    private var counts: [String: Int] = [:]

    /// Makes a run of a file, which begins with its first job.
    ///
    /// - Parameter parameters: The values that the caller gives, by name.
    package init(of file: SourceFile, parameters: [String: Value] = [:]) {
        id = .random()
        script = file.identity
        var hash = SHA256()
        hash.update(file.bytes)
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            let text =
                switch value {
                case .string, .job: value.text
                case .list(let elements): "\0" + elements.joined(separator: "\0\0")
                }
            hash.update("\0\(name)=\(text)".utf8)
        }
        digest = hash.finalize().hexadecimal
        isResumed = false
        isBegun = false
    }

    /// Resumes a run.
    package init(resuming run: Run) {
        id = run.id
        script = run.script
        digest = run.digest
        isResumed = true
        isBegun = true
    }

    /// Returns the id of the next job with this request, whose references are in the store.
    mutating func nextID(for request: GenerationRequest) -> OutTaskID {
        let references = request.references.map { reference in
            switch reference.source {
            // A file of the store is named after its content.
            case .file(let path): URL(filePath: path).lastPathComponent
            case .url(let text), .dataURI(let text): text
            }
        }
        let words =
            [
                request.ratio.rawValue, request.resolution.rawValue,
                request.quality?.rawValue ?? "-",
            ] + references + [request.prompt]
        return .derived(run: id, place: next("gen " + words.joined(separator: "\u{1F}")))
    }

    /// Returns the id of the budget of the next `budget` block with this cap.
    mutating func nextBudget(_ cap: Price) -> BudgetID {
        .derived(run: id, place: next("block \(cap)"))
    }

    /// Returns the seed of the next random choice: the same in every session of the run.
    mutating func nextSeed() -> UInt64 {
        let name = OutTaskID.derived(run: id, place: next("seed")).rawValue
        return name.utf8.reduce(0) { ($0 &* 31 &+ UInt64($1)) % 1_000_000 }
    }

    private mutating func next(_ text: String) -> String {
        counts[text, default: 0] += 1
        return "\(counts[text, default: 0]) \(text)"
    }
}
