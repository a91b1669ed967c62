package import IGSRuntime
import IGSScript

/// Finds tests, runs them side by side, and reports how they ended: this is `igs test`.
package struct TestRun: Sendable {
    /// How tests are run.
    package struct Options: Sendable {
        /// The absolute path of the igs that runs them.
        package let executable: String
        /// The caller's environment; the tests do not get igs's own variables in it.
        package let environment: [String: String]
        /// How many tests run at a time; at least 1.
        package let jobs: Int
        /// How long each test may take.
        package let timeLimit: Duration
        /// How many times faster than the live service the sandbox is.
        package let speed: Double

        package init(
            executable: String, environment: [String: String], jobs: Int, timeLimit: Duration,
            speed: Double
        ) {
            self.executable = executable
            self.environment = environment
            self.jobs = jobs
            self.timeLimit = timeLimit
            self.speed = speed
        }
    }

    private let options: Options
    private let reporter: TestReporter

    package init(_ options: Options, reporter: TestReporter) {
        self.options = options
        self.reporter = reporter
    }

    /// Runs the tests below some paths, and reports each in the order of the paths.
    ///
    /// If the task is cancelled, running tests are ended, and nothing stays behind.
    ///
    /// - Parameter junit: A file for a report, which is written completely or not at all.
    /// - Returns: The exit status.
    /// - Throws: ``Failure`` if there is nothing to run, or if the report cannot be written.
    package func run(_ paths: [String], junit: String?) async throws(Failure) -> ExitStatus {
        let tests = try TestFinder.tests(in: paths)
        let scratch: ScratchFolder
        do throws(SystemFailure) {
            scratch = try ScratchFolder(environment: options.environment)
        } catch {
            throw Failure(TestMessages.noScratch(tests[0], error))
        }
        let start = ContinuousClock.now
        let outcomes = await run(tests, in: scratch)
        let seconds = (ContinuousClock.now - start).seconds
        await scratch.remove()
        if Task.isCancelled { throw Failure([], code: .interrupted) }
        let report = TestReport(outcomes: outcomes, seconds: seconds)
        reporter.summarize(report)
        if let junit {
            do throws(SystemFailure) {
                try report.write(to: junit)
            } catch {
                throw TestMessages.noReport(junit, error)
            }
        }
        return report.failedCount == 0 ? .success : .failure
    }

    /// Runs the tests.
    ///
    /// - Returns: The outcomes, in their order; fewer if the task was cancelled.
    private func run(_ tests: [String], in scratch: ScratchFolder) async -> [TestOutcome] {
        await withTaskGroup(of: (Int, TestOutcome).self) { group in
            var waiting = tests.enumerated().makeIterator()
            func startNext() {
                guard !Task.isCancelled, let (index, path) = waiting.next() else { return }
                let test = ScriptTest(path: path, options: options, number: index + 1)
                group.addTask { (index, await test.run(in: scratch)) }
            }
            for _ in 0..<options.jobs { startNext() }
            var ended: [Int: TestOutcome] = [:]
            var outcomes: [TestOutcome] = []
            while let (index, outcome) = await group.next() {
                startNext()
                if Task.isCancelled { continue }
                ended[index] = outcome
                while let next = ended.removeValue(forKey: outcomes.count) {
                    reporter.report(next)
                    outcomes.append(next)
                }
            }
            return outcomes
        }
    }
}
