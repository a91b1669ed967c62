import FoundationEssentials
import IGSTestSupport

extension IgsProcess.Outcome {
    /// The identifiers of the errors that it told of, in order.
    var errorIDs: [String] {
        errors.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("error["), let end = line.firstIndex(of: "]") else { return nil }
            return String(line[..<end].dropFirst("error[".count))
        }
    }

    /// All that one needs to understand a failure.
    var story: String { "exit \(exitCode)\n--- stdout\n\(output)--- stderr\n\(errors)" }
}

/// A script with a mark, `1️⃣`, where an error is expected.
struct MarkedScript {
    /// The script without its mark.
    let text: String
    /// `LINE:COLUMN` of the mark, counted here and not by the code that is tested.
    let place: String

    init(_ marked: String) {
        let parts = marked.split(separator: "1️⃣", maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined()
        let before = (parts.first ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        place = "\(before.count):\((before.last ?? "").count + 1)"
    }
}
