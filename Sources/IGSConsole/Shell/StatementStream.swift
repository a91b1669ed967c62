package import IGSRuntime
import IGSScript

/// Statements that come one by one, from a program or a pipe. Each runs as soon as it is complete, and one that fails
/// does not stop the next from running.
package struct StatementStream {
    private let session: Session
    private let runner: ScriptRunner
    private let input: LineSource

    /// Prepares to run what comes on a file descriptor.
    package init(from descriptor: Int32, session: Session, detaches: Bool) {
        self.session = session
        input = LineSource(descriptor)
        runner = ScriptRunner(session: session, detaches: detaches)
    }

    /// Runs statements until the input ends, one of them ends igs, or the task is cancelled; then awaits the jobs.
    ///
    /// - Returns: The exit code: 0, or that of the first error.
    package func run() async -> Int32 {
        var first: Failure?
        while let statement = await nextStatement() {
            let failure = await runner.runStatement(statement)
            first = first ?? failure
            if session.exitRequest != nil || Task.isCancelled { break }
            // A statement stops at its error, as at the prompt; the rest goes on, unless the user set it otherwise.
            if failure != nil, session.settings.chosenOnError == .stop { break }
        }
        return await runner.end(after: first)
    }

    /// Returns the lines up to one after which no quote, list or block is open. If the input ends before, returns what
    /// there is.
    private func nextStatement() async -> SourceFile? {
        var bytes: [UInt8] = []
        while let line = await input.next() {
            bytes += line
            let file = source(bytes)
            // Text that is longer than the parser accepts is left to the parser to refuse.
            if bytes.count > SourceFile.maximumByteCount || isComplete(file) { return file }
        }
        return bytes.isEmpty ? nil : source(bytes)
    }

    private func source(_ bytes: [UInt8]) -> SourceFile {
        SourceFile(name: "standard input", origin: .stream, bytes: bytes)
    }

    private func isComplete(_ file: SourceFile) -> Bool {
        !Parser.parse(file, vocabulary: CommandTable.vocabulary).isIncomplete
    }
}
