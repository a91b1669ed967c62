import IGSClient
import Testing

@testable import IGSJobs

/// What takes more than one event.
struct LifecycleTests {
    @Test func aLostSubmissionIsNeverSentAgain() {
        var lifecycle = Sample.lifecycle(in: .sending)
        var actions = lifecycle.handle(.submitFailed(error(.ambiguous)))
        for _ in 0..<100 where lifecycle.state == .uncertain {
            #expect(!actions.contains(.send))
            actions = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        }
        #expect(lifecycle.state == .parked)
        #expect(lifecycle.handle(.begun) == [])
        #expect(lifecycle.handle(.recovered) == [.release])
    }

    @Test func noDefiniteAnswerLeavesItUncertain() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        var probes = 0
        while lifecycle.handle(.queryFailed(error(.transient))) != [.release] { probes += 1 }
        #expect(probes == PollSchedule.probeCount - 1)
        #expect(lifecycle.state == .uncertain)
    }

    @Test func whereNothingCanBeAskedByOurIdALostSubmissionIsParkedAtOnce() {
        for event in [JobLifecycle.Event.submitFailed(error(.ambiguous)), .recovered] {
            var lifecycle = Sample.lifecycle(in: .sending)
            lifecycle.canProbe = false
            #expect(lifecycle.handle(event) == [.release])
            #expect(lifecycle.state == .parked)
        }
    }

    @Test func aSubmissionThatNeverLeftIsTriedAFewTimes() {
        var lifecycle = JobLifecycle()
        var sends = 0
        while lifecycle.handle(.begun).contains(.send) {
            sends += 1
            _ = lifecycle.handle(.submitFailed(error(.unsent)))
        }
        #expect(sends == RetryPolicy().unsentTries)
        #expect(lifecycle.state == .failed)
        #expect(lifecycle.failure?.kind.service == .unsent)
    }

    @Test func aWaitThatIsTooLongParksTheJob() {
        var lifecycle = Sample.lifecycle(in: .sending)
        let refusal = ServiceError(
            kind: .throttled, operation: .submit, retryAfter: .seconds(301))
        #expect(lifecycle.handle(.submitFailed(refusal)) == [.release])
        #expect(lifecycle.state == .parked)
        #expect(lifecycle.failure?.kind.service == .throttled)
    }

    @Test func aTaskAcceptedWithoutAnIdAndNotFoundIsUncertain() {
        var lifecycle = Sample.lifecycle(in: .sending)
        _ = lifecycle.handle(.accepted(Acceptance(taskID: nil)))
        #expect(
            lifecycle.handle(.queryFailed(error(.noSuchTask))) == [
                .record, .query(after: .probe(0)),
            ])
        #expect(lifecycle.state == .uncertain)
    }

    @Test func aRefusedAddressIsAskedForThreeTimesAndThenExpired() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        for _ in 0..<3 {
            #expect(
                lifecycle.handle(.downloadFailed(error(.notAccepted)))
                    == [.publish, .query(after: .nextPoll)])
            _ = lifecycle.handle(LifecycleTableTests.report(.completed, results: [Sample.url]))
            #expect(lifecycle.state == .downloading)
        }
        #expect(lifecycle.handle(.downloadFailed(error(.notAccepted))) == [.release])
        #expect(lifecycle.state == .expired)
    }

    @Test func aDownloadThatKeepsBreakingOffIsLeftToALaterSession() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        var tries = 1
        while lifecycle.handle(.downloadFailed(error(.transient))) != [.release] { tries += 1 }
        #expect(tries == RetryPolicy().downloadTries)
        #expect(lifecycle.state == .detached)
        #expect(lifecycle.state.isUnfinished)
    }

    @Test func aPictureThatStaysDamagedFails() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        while lifecycle.handle(.imageDamaged(.truncated)) != [.release] {}
        #expect(lifecycle.state == .failed)
        #expect(lifecycle.failure?.kind == .damagedImage)
    }

    @Test func anAddressOfAnEarlierSessionWhereNobodyListensIsAskedForAnew() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        #expect(lifecycle.handle(.recovered) == [.download(url: Sample.url, after: .none)])
        let refused = JobLifecycle.Event.downloadFailed(error(.unsent))
        #expect(lifecycle.handle(refused) == [.publish, .query(after: .nextPoll)])
        _ = lifecycle.handle(LifecycleTableTests.report(.completed, results: [Sample.url]))
        // One of this session is only tried again.
        let retry = [JobLifecycle.Action.publish, .download(url: Sample.url, after: .retry(1))]
        #expect(lifecycle.handle(refused) == retry)
    }

    @Test func aPausedJobWhoseSubmissionWasLostIsAskedForByOurId() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        _ = lifecycle.handle(.queryFailed(error(.unauthorized)))
        #expect(lifecycle.state == .paused)
        #expect(lifecycle.handle(.recovered) == [.record, .query(after: .probe(0))])
        #expect(lifecycle.state == .uncertain)
    }

    @Test func aReportThatTheReviewRefusedIsARejection() {
        var lifecycle = Sample.lifecycle(in: .running)
        let refusal = ServiceError(
            kind: .rejected, operation: .query, message: "no", categories: ["violence"])
        let report = TaskReport(taskID: Sample.task, status: .failed, failure: refusal)
        #expect(lifecycle.handle(.reported(report)) == [.release])
        #expect(lifecycle.state == .rejected)
        #expect(lifecycle.failure?.categories == ["violence"])
    }

    @Test func doneWithoutAResultFails() {
        var lifecycle = Sample.lifecycle(in: .running)
        #expect(lifecycle.handle(LifecycleTableTests.report(.completed)) == [.release])
        #expect(lifecycle.state == .failed)
        #expect(lifecycle.failure?.kind.service == .missingResult)
    }

    @Test func anUnknownWordIsKeptWhileItIsTheLastOneHeard() {
        var lifecycle = Sample.lifecycle(in: .accepted)
        _ = lifecycle.handle(LifecycleTableTests.report(.running(unknownWord: "dreaming")))
        #expect(lifecycle.state == .running)
        #expect(lifecycle.unknownWord == "dreaming")
        _ = lifecycle.handle(LifecycleTableTests.report(.running(unknownWord: nil)))
        #expect(lifecycle.unknownWord == nil)
    }

    private func error(_ kind: ServiceError.Kind) -> ServiceError {
        ServiceError(kind: kind, operation: .query)
    }
}
