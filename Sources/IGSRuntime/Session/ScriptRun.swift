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
    /// Changes if the script's text, the values of its parameters or another file that it reads change: a digest of the
    /// script and the parameters, and for each of the files a line with its digest and its name. Ledgers of igs 0.1 have
    /// the first line alone.
    package let digest: String
    /// Whether the run was begun in an earlier session, and so may have jobs.
    package let isResumed: Bool
    /// Whether the ledger has the run.
    var isBegun: Bool
    private var counts: [String: Int] = [:]

    /// Makes a run of a file, which begins with its first job.
    ///
    /// - Parameters:
    ///   - parameters: The values that the caller gives, by name.
    ///   - files: What else the script reads.
    ///   - reuses: Whether it takes pictures that are there: a run that is resumed goes on so.
    package init(
        of file: SourceFile, parameters: [String: Value] = [:], reading files: [File] = [],
        reuses: Bool = false
    ) {
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
        let lines = files.map(\.line).sorted() + (reuses ? [Self.reuseLine] : [])
        digest = ([hash.finalize().hexadecimal] + lines).joined(separator: "\n")
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

    /// What has changed since a run began, in words: the script or its arguments, and files.
    ///
    /// - Parameter old: The digest that the run began with.
    func changes(since old: String) -> [String] {
        let (old, new) = (Self.parts(old), Self.parts(digest))
        let isEdited = old.first != new.first
        // A ledger of igs 0.1 does not say which files there were.
        let names = old.files.isEmpty ? [] : Set(old.files.keys).union(new.files.keys).sorted()
        return (isEdited ? ["the script or its arguments"] : [])
            + names.filter { old.files[$0] != new.files[$0] }.map { "'\($0)'" }
    }

    /// Whether a run took pictures that were there, by its digest.
    static func reuses(_ digest: String) -> Bool {
        digest.split(separator: "\n").contains { $0 == reuseLine }
    }

    private static let reuseLine = "--reuse"

    private static func parts(
        _ digest: String
    ) -> (first: Substring?, files: [String: [Substring]]) {
        let lines = digest.split(separator: "\n")
        var files: [String: [Substring]] = [:]
        // Files of several folders may have one name.
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2 { files[String(words[1]), default: []].append(words[0]) }
        }
        return (lines.first, files)
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

extension ScriptRun {
    /// A file that a script reads, besides its own.
    package struct File: Sendable {
        /// Its digest, and its name as a script has it.
        fileprivate let line: String

        init(_ script: SourceFile) {
            var hash = SHA256()
            hash.update(script.bytes)
            line = Self.line(hash.finalize().hexadecimal, script.name)
        }

        init(_ table: any Table) {
            line = Self.line(table.digest, table.name)
        }

        private static func line(_ digest: String, _ name: String) -> String {
            "\(digest) \(name.split(separator: "\n").joined(separator: " "))"
        }
    }
}
