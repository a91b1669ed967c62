import IGSClient
import IGSScript

struct GenCommand: Command {
    let signature = Signature(
        "gen", "asks for a picture", category: .pictures,
        parameters: [Parameter("prompt", .prompt, .text, "a prompt")],
        options: [
            CommandOption(
                "ratio", nil, .ratio, "the aspect ratio of this picture",
                habits: ["ar", "aspect", "size"]),
            CommandOption(
                "resolution", nil, .resolution, "the resolution of this picture", habits: ["res"]),
            CommandOption("quality", nil, .quality, "the quality of this picture", habits: ["q"]),
            CommandOption(
                "n", "n", .integer("N", in: 1...GenCommand.maximumCount), "how many pictures",
                habits: ["count", "number"]),
            CommandOption("as", nil, .newName(of: "job"), "names the job", habits: ["name", "id"]),
            CommandOption(
                "ref", nil, .reference, repeats: true,
                "uses this reference, instead of the whole set",
                habits: ["reference", "sref", "cref", "image"]),
            CommandOption("no-refs", nil, nil, "uses no references"),
        ],
        discussion: [
            "Returns at once: 'wait' waits for the picture, 'save' keeps it.",
            "The prompt is one quoted word, or all the words: gen a castle, it's midnight.",
            "-n 4 --as day makes day-1 to day-4, and %day means all of them.",
        ],
        examples: [
            .init("gen a castle under the stars", "with the session's settings"),
            .init("gen \"a harbour\" --ratio 16:9 --quality high --as harbour", "with its own"),
            .init("gen a red kite -n 3 --as kite\nwait %kite", "three of one prompt"),
        ], habits: ["generate", "imagine", "draw", "create", "make"])

    /// The most pictures of one call.
    static let maximumCount = 100

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        checkPair(call, knowledge, report: report)
        checkReferences(call, knowledge, report: report)
        if let prompt = call.text(of: "prompt"), prompt.allSatisfy(\.isWhitespace) {
            report(ServiceCheckMessages.emptyPrompt())
        }
        noteJobs(call, &knowledge)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let request = try request(call, in: session)
        let count = call.value(ofOption: "n").flatMap { Int($0) } ?? 1
        let name = call.value(ofOption: "as")
        if let name, count > 1 { session.jobs.startGroup(name) }
        let estimate = Estimate(
            price: .estimate(quality: request.quality, resolution: request.resolution),
            isUpperBound: request.quality == nil, isFree: session.profile.isSandbox)
        for index in 1...count {
            let entry = try await session.submit(
                request, name: name.map { count == 1 ? $0 : "\($0)-\(index)" }, group: name,
                at: call.location)
            session.reporter.report(.submitted(entry, estimate))
        }
    }
}

private extension GenCommand {
    func request(_ call: Call, in session: Session) throws(Failure) -> GenerationRequest {
        let settings = session.settings
        let references = try references(call, in: session)
        do throws(RequestError) {
            return try GenerationRequest(
                prompt: call.text(of: "prompt") ?? "",
                ratio: call.value(ofOption: "ratio").flatMap(AspectRatio.init) ?? settings.ratio,
                resolution: call.value(ofOption: "resolution").flatMap(Resolution.init)
                    ?? settings.resolution,
                quality: call.value(ofOption: "quality").flatMap(Quality.init) ?? settings.quality,
                references: references)
        } catch {
            throw Failure(ServiceCheckMessages.badRequest(error))
        }
    }

    func references(_ call: Call, in session: Session) throws(Failure) -> [ReferenceImage] {
        if call.has("no-refs") { return [] }
        guard call.has("ref") else { return session.references.references.map(\.image) }
        var images: [ReferenceImage] = []
        for text in call.arguments(ofOption: "ref").compactMap(\.value) {
            images.append(try ReferenceSelection.reference(text, in: session).image)
        }
        return images
    }

    /// Follows the settings, where their values are known, to a pair that does not exist.
    func checkPair(_ call: Call, _ knowledge: Knowledge, report: (Diagnostic) -> Void) {
        func value(_ name: String) -> String? {
            call.has(name) ? call.value(ofOption: name) : knowledge.settings[name] ?? nil
        }
        guard let ratio = value("ratio").flatMap(AspectRatio.init),
            let resolution = value("resolution").flatMap(Resolution.init),
            ratio.pixelSize(at: resolution) == nil
        else { return }
        report(ServiceCheckMessages.impossiblePair(ratio, resolution))
    }

    func checkReferences(_ call: Call, _ knowledge: Knowledge, report: (Diagnostic) -> Void) {
        if call.has("ref"), call.has("no-refs") {
            report(ServiceCheckMessages.contradiction("--ref", "--no-refs"))
        }
        guard !knowledge.hasUnknownReferences else { return }
        for argument in call.arguments(ofOption: "ref") {
            guard let text = argument.value, knowledge.indexOfReference(text) == nil else {
                continue
            }
            report(
                ServiceCheckMessages.unknownReference(
                    text, known: knowledge.references.compactMap(\.self)
                ).located(at: call.location(of: argument.word)))
        }
    }

    func noteJobs(_ call: Call, _ knowledge: inout Knowledge) {
        let count = call.has("n") ? call.value(ofOption: "n").flatMap { Int($0) } : 1
        if let known = knowledge.jobCount { knowledge.jobCount = count.map { known + $0 } }
        guard let argument = call.arguments(ofOption: "as").last else { return }
        guard let name = argument.value, let count else {
            knowledge.hasUnknownJobs = true
            return
        }
        knowledge.jobs.insert(name)
        if count > 1 { knowledge.jobs.formUnion((1...count).map { "\(name)-\($0)" }) }
    }
}
