import Glibc
import IGSRuntime
import IGSScript

/// The messages of `igs test`: the catalogue of the identifiers `E07xx`.
enum TestMessages {
    static func noTests(_ paths: [String]) -> Failure {
        let places = paths.map { "'\($0)'" }.joined(separator: ", ")
        return Failure(
            Diagnostic(
                .noTests, "there is no test in \(places)",
                notes: ["every .igs file below is a test, except in hidden folders"]))
    }

    static func unreadable(_ path: String, errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .testsNotSearched,
                "'\(path)' cannot be searched for tests: \(String(cString: strerror(errno)))"))
    }

    static func badPattern(
        _ problem: LinePattern.Problem, at location: SourceLocation
    ) -> Diagnostic {
        switch problem {
        case .unclosed:
            Diagnostic(
                .badPattern, "the {{ of this line is never closed",
                notes: ["{{…}} holds a regular expression; {{\\{\\{}} is two braces"], at: location)
        case .badExpression(let text):
            Diagnostic(
                .badPattern, "'\(text)' is not a regular expression",
                notes: ["{{…}} holds one, such as {{[0-9]+}}"], at: location)
        }
    }

    static func badExitCode(_ text: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .badExitCode, "'\(text)' is not an exit code",
            notes: ["an exit code is a whole number from 0 to 255"], at: location)
    }

    static func exitTwice(at location: SourceLocation) -> Diagnostic {
        Diagnostic(.duplicateExit, "EXIT is given more than once", at: location)
    }

    static func unknownDirective(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .unknownDirective, "there is no directive '\(name)'",
            notes: ["there are CHECK, CHECKERR, EXIT and ARGS"], at: location)
    }

    static func argumentsTwice(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .duplicateArguments, "ARGS is given more than once",
            notes: ["a test is run once; write a second script for other arguments"], at: location)
    }

    static func refusedOption(_ name: String, _ location: SourceLocation) -> Diagnostic {
        let options = TestArguments.options.keys.sorted()
        return Diagnostic(
            .badTestArgument, "a test cannot be run with '\(name)'",
            notes: [
                "it has a home, a sandbox and a folder of its own, and ends with its run",
                "it can have \(options.joined(separator: ", "))",
                "after --, all words are the script's",
            ], at: location)
    }

    static func severalCommands(_ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .badTestArgument, "ARGS is not one line of words",
            notes: ["a ; before a blank ends a command; quote it if you mean it"], at: location)
    }

    static func expansion(_ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .badTestArgument, "ARGS has no variables to expand",
            notes: ["write \\$ for a dollar sign, or use single quotes"], at: location)
    }

    static func nullByte(_ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .badTestArgument, "an argument cannot contain a NUL byte", at: location)
    }

    static func lineDiffers(
        _ line: TestExpectations.Line, stream: String, number: Int, came: String, rest: [String]
    ) -> Diagnostic {
        Diagnostic(
            .lineDiffers, "line \(number) of \(stream) is not the expected one",
            notes: ["expected: \(line.pattern.text)", "found:    \(came)"]
                + (rest.isEmpty ? ["it is the last line"] : ["after it:"] + rest),
            at: line.location)
    }

    static func lineMissing(
        _ line: TestExpectations.Line, stream: String, count: Int
    ) -> Diagnostic {
        let end = count == 0 ? "is empty" : "ends after line \(count)"
        return Diagnostic(
            .outputEnds, "\(stream) \(end)",
            notes: ["expected: \(line.pattern.text)"], at: line.location)
    }

    static func linesLeft(
        after line: TestExpectations.Line, stream: String, rest: [String]
    ) -> Diagnostic {
        Diagnostic(
            .outputGoesOn, "\(stream) continues after the last expected line",
            notes: ["after it:"] + rest, at: line.location)
    }

    static func wrongExitCode(
        _ code: Int32, expected: Int32, errors: [String], at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .wrongExitCode, "the exit code is \(code), not \(expected)",
            notes: errors.isEmpty ? [] : ["standard error:"] + errors, at: location)
    }

    static func timedOut(_ path: String, limit: Duration, output: [String]) -> Diagnostic {
        Diagnostic(
            .testTimedOut,
            "'\(path)' ran for more than \(DurationText.format(limit)), and was stopped",
            notes: (output.isEmpty ? [] : ["its output:"] + output)
                + ["'igs test --timeout 5m' gives it longer"])
    }

    static func notRun(_ path: String, _ failure: SystemFailure) -> Diagnostic {
        Diagnostic(.testNotRun, "'\(path)' cannot be run: \(failure)")
    }

    static func noScratch(_ path: String, _ failure: SystemFailure) -> Diagnostic {
        Diagnostic(
            .testNotRun, "'\(path)' cannot be run: \(failure)",
            notes: ["TMPDIR names the folder for temporary files; tests run in one below it"])
    }

    static func noReport(_ path: String, _ failure: SystemFailure) -> Failure {
        Failure(Diagnostic(.reportNotWritten, "the report '\(path)' is not written: \(failure)"))
    }

    static func tooMuchOutput(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooMuchOutput,
            "'\(path)' wrote more than \(ByteCountText.format(limit)), and was stopped")
    }

    static func slowPatterns(_ path: String, limit: Duration) -> Diagnostic {
        Diagnostic(
            .slowPatterns,
            "the expressions of '\(path)' were tried for more than \(DurationText.format(limit))",
            notes: ["one like {{(a+)+b}} has too many ways to match; {{a+b}} has one"])
    }
}
