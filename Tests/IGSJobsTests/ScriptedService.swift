import IGSClient
import IGSJobs
import Synchronization

/// A service that answers from a script. Of each list the last answer is given for ever.
final class ScriptedService: JobService {
    struct Script: Sendable {
        var submissions: [Result<Acceptance, ServiceError>] = [
            .success(Acceptance(taskID: Sample.task))
        ]
        var queries: [Result<TaskReport, ServiceError>] = [.success(.done)]
        var downloads: [Result<[UInt8], ServiceError>] = [.success(Picture.png())]
    }

    private struct State {
        var script: Script
        var calls: [String] = []
        var inFlight = 0
        var mostInFlight = 0
        var firstJob: OutTaskID?
    }

    let canProbe: Bool
    private let state: Mutex<State>
    private let beforeReply: @Sendable (String) async -> Void

    init(
        _ script: Script = Script(), canProbe: Bool = true,
        beforeReply: @escaping @Sendable (_ call: String) async -> Void = { _ in }
    ) {
        self.canProbe = canProbe
        self.beforeReply = beforeReply
        state = Mutex(State(script: script))
    }

    /// Everything that was asked, in order: `submit igs_1`, `query task_1`, `download URL`.
    var calls: [String] { state.withLock(\.calls) }

    /// The most tasks that were submitted and not yet fetched at one time.
    var mostInFlight: Int { state.withLock(\.mostInFlight) }

    func submit(
        _ request: GenerationRequest, id: OutTaskID
    ) async throws(ServiceError) -> Acceptance {
        await note("submit \(id)") { state in
            state.inFlight += 1
            state.mostInFlight = max(state.mostInFlight, state.inFlight)
        }
        let acceptance = try state.withLock { Self.next(&$0.script.submissions) }.get()
        // A script has one task's id for all jobs; only the first one gets it.
        let isFirst = state.withLock { state in
            state.firstJob = state.firstJob ?? id
            return state.firstJob == id
        }
        guard acceptance.taskID == Sample.task, !isFirst else { return acceptance }
        return Acceptance(taskID: TaskID(rawValue: "task_of_\(id)"))
    }

    func query(_ subject: TaskSubject) async throws(ServiceError) -> TaskReport {
        await note("query \(subject.task?.rawValue ?? subject.id?.rawValue ?? "-")")
        return try state.withLock { Self.next(&$0.script.queries) }.get()
    }

    func download(
        _ url: String, limit: Int,
        to receive: nonisolated(nonsending) ([UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        await note("download \(url)") { $0.inFlight -= 1 }
        let bytes = try state.withLock { Self.next(&$0.script.downloads) }.get()
        do {
            for start in stride(from: 0, to: bytes.count, by: 20) {
                try await receive(Array(bytes[start..<min(start + 20, bytes.count)]))
            }
        } catch {
            throw ServiceError(kind: .receiver, operation: .download, underlying: error)
        }
    }
}

extension ScriptedService {
    private func note(_ call: String, _ change: (inout State) -> Void = { _ in }) async {
        state.withLock { state in
            state.calls.append(call)
            change(&state)
        }
        await beforeReply(call)
    }

    private static func next<Answer>(_ answers: inout [Answer]) -> Answer {
        answers.count > 1 ? answers.removeFirst() : answers[0]
    }
}

extension TaskReport {
    static let done = TaskReport(
        taskID: Sample.task, status: .completed, results: [Sample.url], creditsUsed: 33)
    static let atWork = TaskReport(
        taskID: Sample.task, status: .running(unknownWord: nil), progress: 40)
    static let waiting = TaskReport(taskID: Sample.task, status: .queued)
}

extension Result where Failure == ServiceError {
    static func error(_ kind: ServiceError.Kind) -> Self {
        .failure(ServiceError(kind: kind, operation: .query, message: "\(kind)"))
    }
}
