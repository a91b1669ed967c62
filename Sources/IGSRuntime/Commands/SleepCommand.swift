import IGSScript

final class SleepCommand: Command {
    private static let time = ParameterKey<Duration>(
        "time", .duration("TIME", in: .zero...(.seconds(86_400))),
        "a time, such as 500ms or 2s")

    let signature = Signature(
        "sleep", "pause for a while; jobs keep running", category: .language,
        parameters: [time],
        examples: [.init("sleep 10ms", "a moment")])

    func run(_ call: Call, in session: Session) async throws(Failure) {
        guard let time = call[Self.time] else { return }
        do {
            try await Task.sleep(for: time)
        } catch {
            throw .interrupted
        }
    }
}
