import IGSScript

final class OpenCommand: Command {
    private static let jobs = ParameterKey<[String]>(
        "job", .job, "jobs; the newest picture if not given")

    let signature = Signature(
        "open", "open pictures in the desktop's viewer", category: .pictures,
        parameters: [jobs],
        discussion: [
            "The viewer is the desktop's own, started by xdg-open. It stays open when igs ends.",
            "It opens the picture in the store: to edit a picture, 'save' it and open the copy.",
        ],
        examples: [
            .init("gen a castle\nwait\nopen", "the newest picture"),
            .init("gen a kite -n 2 --as kite\nwait\nopen %kite", "both"),
        ], habits: ["xdg-open", "viewer", "launch"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(call.arguments(of: Self.jobs), of: call, knowledge, report: report)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        await session.reportSettled()
        let pictures = try await PictureSelection.pictures(
            of: call[Self.jobs], in: session, to: signature.name)
        for picture in pictures {
            guard let entry = picture.entry else { continue }
            try await session.viewer.open(picture.path)
            session.reporter.report(.opened(entry, path: picture.path))
        }
    }
}
