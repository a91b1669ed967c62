import IGSClient
import IGSImages
package import IGSScript

/// The types of the values that the service, the session and the file system know.
extension ValueType {
    package static let ratio = ValueType.choice(
        "RATIO",
        AspectRatio.allCases.map { ratio in
            Candidate(
                ratio.rawValue,
                ratio.resolutions.compactMap { ratio.pixelSize(at: $0)?.description }
                    .joined(separator: ", "))
        }, advice: PixelHabit.advice)

    package static let resolution = ValueType.choice(
        "RESOLUTION",
        Resolution.allCases.map { Candidate($0.rawValue, "\($0.ratios.count) ratios") },
        advice: { text in
            if let advice = PixelHabit.advice(on: text) { return advice }
            // The nearest word by its letters is wrong here: 8K is not 1K.
            let isOther =
                text.first?.isNumber ?? false && Resolution(rawValue: text.uppercased()) == nil
            return isOther ? "the largest is 4K; 'help ratios' has the pixels of each" : nil
        })

    package static let quality = ValueType.choice(
        "QUALITY",
        Quality.allCases.map { quality in
            Candidate(
                quality.rawValue,
                "about \(Price.estimate(quality: quality, resolution: .oneK)) at 1K")
        })

    /// Any text, including the empty one.
    package static let anyText = ValueType("TEXT", expecting: "a text") { _ in true }

    /// A prompt. `gen` checks for all of its words together whether it says anything.
    package static let prompt = ValueType("PROMPT", expecting: "what to draw") { _ in true }

    /// The service's id of a task.
    package static let taskID = ValueType("TASK_ID", expecting: "the id of a task") {
        TaskID(rawValue: $0) != nil
    }

    /// A time in the past: see ``PointInTime``.
    package static let since = ValueType(
        "WHEN", expecting: "a day or a time ago: today, yesterday, monday, 2026-01-31, 3d, 2h",
        candidates: [
            Candidate("today"), Candidate("yesterday"), Candidate("7d", "in the last seven days"),
        ]
    ) { PointInTime.parse($0) != nil }

    /// On or off.
    package static let onOff = ValueType.choice(
        "on|off", [Candidate("on"), Candidate("off")],
        advice: { text in
            switch text.lowercased() {
            case "no", "false", "0", "none", "never", "disable", "disabled": "write off"
            case "yes", "true", "1", "enable", "enabled": "write on"
            default: nil
            }
        })

    package static let amountOrOff = ValueType(
        "AMOUNT|off", expecting: "\(AmountText.type.expectation), or off",
        candidates: [Candidate("off", "never asks")]
    ) { $0 == "off" || AmountText.mills($0) != nil }

    package static let preview = ValueType.choice(
        "auto|off",
        [
            Candidate("auto", "if standard output is a terminal"),
            Candidate("off", "'show' shows them"),
        ])

    package static let onError = ValueType.choice(
        "stop|continue",
        [
            Candidate("stop", "stop at the first error"),
            Candidate("continue", "continue, and still exit with the first error's code"),
        ])

    package static let template = ValueType(
        "TEMPLATE",
        expecting: "a file name with fields such as {name}, of "
            + Template.fields.map { "{\($0)}" }.joined(separator: " ")
    ) { Template($0) != nil }

    /// A reference, by its number or name.
    package static let reference = ValueType(
        "REF", role: .reference, expecting: "a reference by its number or name",
        advice: { text in
            text.contains { "./".contains($0) } ? "'ref add \(text)' adds the picture first" : nil
        }
    ) { !$0.isEmpty }

    /// A setting, by its name.
    package static let setting = ValueType.text("SETTING", role: .setting)
}
