import IGSClient
import IGSImages
import IGSRuntime
import IGSScript
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        ("%1", JobSpec.number(1)), ("7", .number(7)), ("%day", .name("day")),
        ("day-2", .name("day-2")),
        ("last", .last), ("%last", .last), ("all", .all), ("failed", .failed),
        ("1..4", .numbers(1...4)),
        ("%2..%2", .numbers(2...2)),
    ])
    func `job specs are read`(text: String, spec: JobSpec) {
        #expect(JobSpec(text) == spec)
    }

    @Test(arguments: [
        "", "%", "0", "-1", "+1", "4..1", "1..", "..2", "1...3", "a b", "day/x", "é",
        "99999999999999999999",
    ])
    func `an invalid job spec is refused`(text: String) {
        #expect(JobSpec(text) == nil)
    }

    @Test(arguments: Setting.all.map(\.name))
    func `settings take their candidates and go back`(name: String) throws {
        let setting = try #require(Setting.named(name))
        var settings = Settings()
        let standard = setting.read(settings)
        for candidate in setting.type.candidates {
            #expect(setting.type.isValid(candidate.value))
            setting.write(&settings, candidate.value)
            #expect(setting.read(settings) == candidate.value)
        }
        setting.write(&settings, nil)
        #expect(setting.read(settings) == standard)
        #expect(standard.map(setting.type.isValid) ?? true)
        #expect(standard != nil || !setting.unsetText.isEmpty)
    }

    @Test func `names from other programs lead to settings`() async throws {
        let house = try SessionHouse()
        await house.run("set ar 16:9")
        #expect(
            house.reporter.events.contains { event in
                if case .diagnostic(let diagnostic) = event {
                    return diagnostic.notes.contains("did you mean 'ratio'?")
                }
                return false
            })
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (412_345, "412 kB"), (1_500, "1.5 kB"),
        (50_000_000, "50 MB"), (2_000_000, "2 MB"),
    ])
    func `sizes are readable`(count: Int, text: String) {
        #expect(ByteCountText.format(count) == text)
    }

    @Test func `help ratios prints the table`() throws {
        let page = try #require(CommandTable.help.page(for: ["ratios"]))
        for ratio in AspectRatio.allCases {
            let row = try #require(
                page.split(separator: "\n").first { $0.hasPrefix(ratio.rawValue + " ") })
            for resolution in Resolution.allCases {
                #expect(
                    row.contains(ratio.pixelSize(at: resolution)?.description ?? "not available"))
            }
        }
    }
}
