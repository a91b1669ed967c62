import FoundationEssentials

/// The user's own text editor: the program that `VISUAL` names, else `EDITOR`, else `vi`.
struct TextEditor {
    /// The command for the system's shell; it may have arguments, as in `code --wait`.
    let command: String
    private let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0] }
        command = named.first { $0.contains { !$0.isWhitespace } } ?? "vi"
    }

    /// Lets the user edit a text. While the editor runs, the text is in a folder for this user
    /// alone, together with what the editor puts beside it.
    ///
    /// - Parameter run: Runs the editor on the terminal, and returns how it ended.
    /// - Returns: How it ended, and the text as the editor left it, in bytes.
    func edit(
        _ text: String, run: (ForegroundProgram) async throws(SystemFailure) -> Int32
    ) async throws(SystemFailure) -> (status: Int32, bytes: [UInt8]) {
        let folder = try ScratchFolder(environment: environment)
        do throws(SystemFailure) {
            let path = folder.path + "/line.igs"
            try PrivateFile.write(Array((text + "\n").utf8), to: path)
            let status = try await run(
                ForegroundProgram(
                    executable: "/bin/sh", arguments: ["-c", command + " \"$1\"", "igs", path]))
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw .last("read what the editor left")
            }
            await folder.remove()
            return (status, Array(bytes))
        } catch {
            await folder.remove()
            throw error
        }
    }
}
