package import IGSRuntime
import IGSScript

/// What `igs test` does: finds tests, runs them side by side, and tells how they ended.
package struct TestRun: Sendable {
    /// How tests are run.
    package struct Options: Sendable {
        /// The igs that runs them: an absolute path.
        package let executable: String
        /// The caller's environment; what is igs's own in it is kept from the tests.
        package let environment: [String: String]
        /// How many run at a time; at least 1.
        package let jobs: Int
        /// How long each may take.
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
    /// Where the task is cancelled, what runs is ended, and nothing stays behind.
    ///
    /// - Parameter junit: A file for a report, which is there as a whole or not at all.
    /// - Returns: How the process ends.
    /// - Throws: ``Failure`` where there is nothing to run, or the report cannot be written.
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

    /// - Returns: How they ended, in their order; fewer where the task was cancelled.
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
