import IGSScript

final class ShowCommand: Command {
    private static let pictures = ParameterKey<[String]>(
        "picture", .text("JOB|FILE", role: .image),
        "jobs and picture files; the newest picture if not given")

    let signature = Signature(
        "show", "show pictures in the terminal", category: .pictures,
        parameters: [pictures],
        discussion: [
            "In full detail if the terminal has Kitty's, iTerm2's or Sixel graphics, else in coloured blocks;",
            "in plain characters with NO_COLOR, and if standard output is not a terminal.",
            "It needs the program chafa: apt install chafa.",
            "A word without / or . names a job; write ./day for a file.",
            "'set preview auto' shows each picture as it completes.",
        ],
        examples: [
            .init("gen a castle\nwait\nshow", "the newest picture"),
            .init("gen a kite -n 2 --as kite\nwait\nshow kite", "both, one below the other"),
            .init(
                "gen a castle --as castle\nwait\nsave castle out/day.png\nshow out/day.png",
                "a file"),
        ], habits: ["view", "display", "look", "cat"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        for argument in call.arguments(of: Self.pictures) {
            guard let text = argument.value else { continue }
            let location = call.location(of: argument.word)
            guard !Self.isFile(text) else {
                PictureSelection.checkFile(text, at: location, report: report)
                continue
            }
            JobChecks.check(text, knowledge, at: location, report: report)
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        await session.reportSettled()
        var pictures: [PictureSelection.Picture] = []
        let words = call[Self.pictures]
        if words.isEmpty {
            pictures = try await PictureSelection.pictures(of: [], in: session, to: signature.name)
        }
        for word in words {
            if Self.isFile(word) {
                pictures.append(try PictureSelection.picture(file: word))
            } else {
                pictures += try await PictureSelection.pictures(
                    of: [word], in: session, to: signature.name)
            }
        }
        for picture in pictures {
            session.reporter.report(
                .shown(
                    ShownPicture(
                        entry: picture.entry, path: picture.path,
                        needsCaption: pictures.count > 1,
                        rendering: try await session.viewer.rendering(of: picture.path))))
        }
    }

    private static func isFile(_ word: String) -> Bool { JobSpec(word) == nil }
}
