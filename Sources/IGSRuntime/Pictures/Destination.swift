import FoundationEssentials
import IGSClient
import IGSImages

/// Where `save` writes: to a folder, by a template, or to one file.
struct Destination {
    private enum Form {
        case folder(String)
        case template(Template)
        case file(String)
    }

    private let form: Form
    private let template: Template

    /// Reads a destination.
    ///
    /// A text that ends in `/` or names a folder is a folder; a text with `{` is a template.
    ///
    /// - Parameter template: Names the pictures in a folder.
    /// - Throws: ``Failure`` for a bad template.
    init(_ text: String, template: String) throws(Failure) {
        guard let names = Template(template) else {
            throw SavingMessages.badTemplate(template)
        }
        self.template = names
        let path = UserPath.expand(text)
        var isFolder = false
        if path.hasSuffix("/")
            || (FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder)
        {
            let folder = path.hasSuffix("/") ? path : path + "/"
            form = .folder(folder == "./" ? "" : folder)
        } else if path.contains("{") {
            guard let template = Template(path) else { throw SavingMessages.badTemplate(path) }
            form = .template(template)
        } else {
            form = .file(path)
        }
    }

    /// The columns of a table whose cells a picture's name has.
    var columns: [String] {
        switch form {
        case .folder: template.columns
        case .template(let template): template.columns
        case .file: []
        }
    }

    /// Whether a picture's name depends on a field of a template.
    func depends(on field: String) -> Bool {
        switch form {
        case .folder: template.has(field)
        case .template(let template): template.has(field)
        case .file: false
        }
    }

    /// Returns the path of one picture; its extension is that of the picture's real type.
    func path(for entry: JobEntry, format: ImageFormat, index: Int, date: String) -> String {
        let ending = format.fileExtension
        return path(format) {
            $0.name(for: entry, index: index, fileExtension: ending, date: date)
        }
    }

    /// Returns the path of one picture whose name comes from a template.
    func path(_ format: ImageFormat, name: (Template) -> String) -> String {
        let path =
            switch form {
            case .folder(let folder): folder + name(template)
            case .template(let template): name(template)
            case .file(let path): path
            }
        return FileName.clean(path: Self.ended(path, format))
    }

    /// Returns a path with the extension of a format, instead of another picture format's or none.
    private static func ended(_ path: String, _ format: ImageFormat) -> String {
        let (stem, ending) = split(path)
        guard let ending else { return path + "." + format.fileExtension }
        let lowercase = ending.lowercased()
        if lowercase == format.fileExtension || (format == .jpeg && lowercase == "jpeg") {
            return path
        }
        return ["png", "jpg", "jpeg", "webp"].contains(lowercase)
            ? stem + "." + format.fileExtension : path + "." + format.fileExtension
    }

    /// Returns a path with a number before its extension: `out/day-2.png`.
    static func numbered(_ path: String, _ number: Int) -> String {
        let suffix = "-\(number)"
        let (stem, ending) = split(FileName.clean(path: path, reserving: suffix.utf8.count))
        return stem + suffix + (ending.map { "." + $0 } ?? "")
    }

    private static func split(_ path: String) -> (stem: String, ending: String?) {
        guard let dot = path.lastIndex(of: "."), dot > (path.lastIndex(of: "/") ?? path.startIndex)
        else { return (path, nil) }
        return (String(path[..<dot]), String(path[path.index(after: dot)...]))
    }
}
