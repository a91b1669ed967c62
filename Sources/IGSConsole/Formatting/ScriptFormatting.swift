import Glibc
package import IGSRuntime
import IGSScript

/// Formats scripts for `igs fmt`: in place, or from standard input to standard output.
package struct ScriptFormatting {
    private let onlyTells: Bool
    private let results: Output
    private let reporter: any Reporter

    /// Prepares to format scripts.
    ///
    /// - Parameters:
    ///   - onlyTells: Whether to name the files that would change, and leave them as they are.
    ///   - results: Receives their names, and the formatted standard input.
    package init(onlyTells: Bool, results: Output, reporter: any Reporter) {
        self.onlyTells = onlyTells
        self.results = results
        self.reporter = reporter
    }

    /// Formats scripts independently of each other: one that cannot be formatted does not stop the
    /// others.
    ///
    /// - Parameter paths: Files; `-` is standard input.
    /// - Returns: The exit status, which is that of the first script that is not as it should be.
    package func run(_ paths: [String]) -> ExitStatus {
        var status = ExitStatus.success
        for path in paths {
            do throws(Failure) {
                try format(path)
            } catch {
                error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
                if status == .success { status = error.code }
            }
        }
        return status
    }

    private func format(_ path: String) throws(Failure) {
        let isInput = path == "-"
        let file =
            isInput ? try standardInput() : try ScriptFile.named(path, takesStreams: onlyTells)
        let outcome = Formatter.format(file, vocabulary: CommandTable.vocabulary)
        guard let bytes = outcome.bytes else {
            throw Failure(outcome.diagnostics, code: .invalidScript)
        }
        let isChanged = bytes != file.bytes
        if onlyTells {
            guard isChanged else { return }
            results.writeText(path)
            throw Failure([], code: .failure)
        } else if isInput {
            results.write(String(decoding: bytes, as: UTF8.self))
        } else if isChanged {
            do throws(SystemFailure) {
                try FileReplacement.replace(file.identity, with: bytes)
            } catch {
                throw FormattingMessages.notWritten(path, error)
            }
        }
    }

    private func standardInput() throws(Failure) -> SourceFile {
        try? Foreground.wait(for: STDIN_FILENO)
        guard let bytes = ScriptFile.bytes(from: STDIN_FILENO) else {
            throw FormattingMessages.noInput(errno)
        }
        return SourceFile(name: "standard input", origin: .argument, bytes: bytes)
    }
}
