import Testing

@testable import IGSJobs

/// Expects a ledger's error of a code.
func expectFailure(
    _ code: LedgerError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? LedgerError)?.code == code, sourceLocation: sourceLocation)
    }
}
