import FoundationEssentials
package import IGSScript

/// What the checker asks the runtime: the commands' own rules, and the files that scripts name.
package struct ScriptHost: CheckerHost {
    package let vocabulary = CommandTable.vocabulary

    package init() {}

    package func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        CommandTable.command(named: call.signature.name)?.check(call, &knowledge, report: report)
    }

    package func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile {
        switch file.origin {
        case .prompt, .argument: return try ScriptFile.read(UserPath.expand(path))
        case .file:
            let target = Self.path(of: path, in: file.name)
            guard isBelow(target, folderOf: file.name), path.hasSuffix(".igs") else {
                throw ServiceCheckMessages.sourceOutside(path)
            }
            return try ScriptFile.read(target)
        }
    }

    /// Whether a path, links resolved, lies beside a script or below it.
    private func isBelow(_ target: String, folderOf script: String) -> Bool {
        func resolved(_ path: String) -> URL {
            URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
        }
        let folder = resolved(script).deletingLastPathComponent().path
        return resolved(target).path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    /// A path that a script names, from where igs stands.
    private static func path(of path: String, in script: String) -> String {
        guard !path.hasPrefix("/"), let slash = script.lastIndex(of: "/") else { return path }
        return String(script[...slash]) + path
    }
}
