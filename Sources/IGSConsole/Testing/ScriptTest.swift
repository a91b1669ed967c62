import FoundationEssentials
import IGSRuntime
import IGSScript

/// One test: a script, run as a person would run it, in a folder of its own.
struct ScriptTest: Sendable {
    let path: String
    let options: TestRun.Options
    /// Names the folder for its home and its current folder, which the test makes and removes.
    let number: Int

    /// Runs the test in a folder that is removed afterwards.
    func run(in scratch: ScratchFolder) async -> TestOutcome {
        let file: SourceFile
        let expectations: TestExpectations
        do throws(Failure) {
            (file, expectations) = try load()
        } catch {
            return TestOutcome(path: path, verdict: .broken, diagnostics: error.diagnostics)
        }
        let start = ContinuousClock.now
        do throws(SystemFailure) {
            let folder = try scratch.folder("\(number)")
            let process: CapturedProcess
            do throws(SystemFailure) {
                process = try await runProcess(expectations.arguments, in: folder)
            } catch {
                await folder.remove()
                throw error
            }
            await folder.remove()
            let seconds = (ContinuousClock.now - start).seconds
            // A regular expression may take forever to find that it does not match.
            let result = try await DedicatedThread.run(within: options.timeLimit) {
                outcome(of: process, expectations, file, seconds: seconds)
            }
            return result
                ?? TestOutcome(
                    path: path, verdict: .timedOut,
                    diagnostics: [TestMessages.slowPatterns(path, limit: options.timeLimit)],
                    seconds: (ContinuousClock.now - start).seconds)
        } catch {
            return TestOutcome(
                path: path, verdict: .broken, diagnostics: [TestMessages.notRun(path, error)])
        }
    }
}

private extension ScriptTest {
    func load() throws(Failure) -> (SourceFile, TestExpectations) {
        let file: SourceFile
        do throws(Diagnostic) {
            file = try ScriptFile.read(path)
        } catch {
            throw Failure(error)
        }
        return (file, try TestExpectations(file))
    }

    func runProcess(
        _ arguments: TestArguments?, in folder: ScratchFolder
    ) async throws(SystemFailure) -> CapturedProcess {
        let work = try folder.folder("work")
        try work.link(besides: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try await CapturedProcess.run(
            options.executable,
            [
                "--home", "\(folder.path)/home", "--service", "sandbox", "--speed",
                "\(options.speed)",
            ] + (arguments?.options ?? []) + [name.hasPrefix("-") ? "./\(name)" : name]
                + (arguments?.script ?? []),
            environment: Self.environment(options.environment), in: work.path,
            within: options.timeLimit)
    }

    /// Returns the environment without colour and without the variables that change how igs
    /// behaves.
    static func environment(_ environment: [String: String]) -> [String: String] {
        OwnVariables.removed(from: environment).merging(["NO_COLOR": "1"]) { $1 }
    }

    func outcome(
        of process: CapturedProcess, _ expectations: TestExpectations, _ file: SourceFile,
        seconds: Double
    ) -> TestOutcome {
        var verdict = TestOutcome.Verdict.passed
        var diagnostics: [Diagnostic] = []
        var exitCode: Int32?
        switch process.ending {
        case .timedOut:
            verdict = .timedOut
            let lines = OutputComparison.lines(of: process.output + process.errors)
            diagnostics = [
                TestMessages.timedOut(
                    path, limit: options.timeLimit, output: OutputComparison.excerpt(lines))
            ]
        case .overflowed:
            verdict = .failed
            diagnostics = [
                TestMessages.tooMuchOutput(path, limit: CapturedProcess.maximumByteCount)
            ]
        case .exited(let code):
            exitCode = code
            diagnostics = differences(process, code, expectations, file)
            if !diagnostics.isEmpty { verdict = .failed }
        }
        return TestOutcome(
            path: path, verdict: verdict, diagnostics: diagnostics, seconds: seconds,
            exitCode: exitCode, output: process.output, errors: process.errors)
    }

    func differences(
        _ process: CapturedProcess, _ code: Int32, _ expectations: TestExpectations,
        _ file: SourceFile
    ) -> [Diagnostic] {
        let comparisons = [
            OutputComparison(
                stream: "standard output", expected: expectations.output, written: process.output),
            OutputComparison(
                stream: "standard error", expected: expectations.errors, written: process.errors),
        ]
        var differences = comparisons.compactMap(\.difference)
        let lines = OutputComparison.lines(of: process.errors)
        if code == expectations.exit.code {
            // If the output differs, the reason may well be there.
            if expectations.errors.isEmpty, !lines.isEmpty, !differences.isEmpty {
                differences[0].notes += ["standard error:"] + OutputComparison.excerpt(lines)
            }
        } else {
            differences.append(
                TestMessages.wrongExitCode(
                    code, expected: expectations.exit.code,
                    errors: OutputComparison.excerpt(lines),
                    at: expectations.exit.location ?? SourceLocation(file, SourceRange(0, 0))))
        }
        return differences
    }
}

extension Duration {
    /// In seconds.
    var seconds: Double { self / .seconds(1) }
}
