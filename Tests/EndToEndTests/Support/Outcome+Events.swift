import Foundation
import IGSTestSupport
import Testing

extension IgsProcess.Outcome {
    /// The events that `--json` wrote: a JSON object a line, each of which says what it is.
    func events() throws -> [[String: Any]] {
        try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let event = try #require(object, "\(line)")
            #expect(event["event"] is String, "\(line)")
            return event
        }
    }
}
