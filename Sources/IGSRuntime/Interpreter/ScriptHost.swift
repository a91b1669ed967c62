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
            // A script that was started through a link has its neighbours where it really is.
            let slash = file.identity.lastIndex(of: "/")
            let folder =
                slash.map { String(file.identity[...$0]) }
                ?? FileManager.default.currentDirectoryPath + "/"
            let target = path.hasPrefix("/") ? path : folder + path
            // What is not there is told by reading it.
            let place = ScriptFile.realPath(target) ?? URL(filePath: target).standardized.path
            guard place.hasPrefix(folder), path.hasSuffix(".igs") else {
                throw ServiceCheckMessages.sourceOutside(path)
            }
            return try ScriptFile.read(target)
        }
    }
}
