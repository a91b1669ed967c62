import IGSScript
import Testing

/// What follows from a diagnostic's identifier.
@Suite struct DiagnosticIDTests {
    @Test(arguments: DiagnosticID.allCases)
    func `an identifier is a letter and four digits, with a line on what it means`(
        id: DiagnosticID
    ) throws {
        #expect(id.rawValue.wholeMatch(of: /[EW]0[1-8][0-9]{2}: [^:].*[^.]/) != nil)
        #expect(id.stage != nil)
        #expect(id.summary.utf8.count <= 85)
    }

    @Test func `the numbers tell identifiers apart and ascend`() {
        let numbers = DiagnosticID.allCases.map(\.number)
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers == numbers.sorted())
    }

    @Test func `a diagnostic is as bad as its identifier says`() {
        let unknown = Diagnostic(.unknownJob, "there is no job 'a'")
        #expect(unknown.severity == .error)
        #expect(unknown.shownID == "E0231")
        let unreachable = Diagnostic(.unreachable, "this never runs")
        #expect(unreachable.severity == .warning)
        #expect(unreachable.shownID == "W0219")
        #expect(Diagnostic(.error, "it is wrong").shownID == nil)
    }

    @Test func `what is wrong only under circumstances can become a warning`() {
        #expect(DiagnosticID.unknownJob.isAboutCircumstances)
        #expect(!DiagnosticID.undefinedVariable.isAboutCircumstances)
        let warning = Diagnostic(.unknownJob, "there is no job 'a'").asWarning
        #expect(warning.severity == .warning)
        #expect(warning.shownID == "W0231")
        #expect(warning.id == .unknownJob)
    }
}
