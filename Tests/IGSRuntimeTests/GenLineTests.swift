import IGSClient
import IGSJobs
import IGSRuntime
import Testing

/// The line that makes a job again asks for just what the job asked for.
@Suite struct GenLineTests {
    @Test func `a rebuilt line asks for the same picture`() async throws {
        let house = try SessionHouse()
        let requests = try [
            GenerationRequest(prompt: "a castle"),
            GenerationRequest(prompt: "--as $name \\ \"OPEN\" it's #1; { } %1", ratio: .square),
            GenerationRequest(prompt: "two\nlines\tand\r\u{7}\u{85} a bell"),
            GenerationRequest(prompt: " 王子 👩‍👩‍👧 e\u{301} "),
        ]
        let sized = try Quality.allCases.flatMap { quality in
            try AspectRatio.allCases.map { ratio in
                try GenerationRequest(prompt: "a \(ratio)", ratio: ratio, quality: quality)
            }
        }
        let large = try GenerationRequest(
            prompt: "large", ratio: .sixteenByNine, resolution: .fourK)
        let all = requests + sized + [large]
        let lines = all.enumerated().map {
            GenLine($1, name: "job-\($0)", references: house.session.references).text
        }
        #expect(await house.run(lines.joined(separator: "\n")) == 0)
        #expect(house.session.jobs.entries.map(\.job.request) == all)
        #expect(house.session.jobs.entries.map(\.name) == all.indices.map { "job-\($0)" })
    }

    @Test func `a rebuilt line names the references that are still there`() async throws {
        let house = try SessionHouse()
        await house.run(
            """
            ref add https://example.com/a.png --as a
            ref add https://example.com/b.png
            gen both; gen second --ref 2; gen turned --ref 2 --ref a; gen none --no-refs
            """)
        let entries = house.session.jobs.entries
        try #require(entries.count == 4)
        let lines = entries.map {
            GenLine($0.job.request, name: nil, references: house.session.references)
        }
        #expect(lines.allSatisfy { $0.missingReferences.isEmpty })
        #expect(await house.run(lines.map(\.text).joined(separator: "\n")) == 0)
        #expect(
            house.session.jobs.entries.dropFirst(4).map(\.job.request)
                == entries.map(\.job.request))
        // One of them is gone, and the line does not take the others for it.
        await house.run("ref remove 2")
        let second = GenLine(
            entries[1].job.request, name: nil, references: house.session.references)
        #expect(second.missingReferences == [entries[1].job.request.references[0]])
        #expect(second.text.hasSuffix(" --no-refs"))
    }
}
