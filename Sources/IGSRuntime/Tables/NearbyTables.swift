import FoundationEssentials
import IGSScript

/// The tables in the folder of one that does not exist.
enum NearbyTables {
    /// Returns the name of a table that a person probably meant by a path; `nil` if there is none.
    static func nearest(to path: String) -> String? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "."
        let name = slash.map { String(path[$0...].dropFirst()) } ?? path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Suggestion.nearest(to: name, in: names.filter { TableFormat($0) != nil }.sorted())
    }
}
