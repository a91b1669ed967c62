package import IGSClient
package import IGSScript

/// Messages about settings, and about pairs that the service does not have.
package enum SettingMessages {
    /// Says that the service does not have a pair of ratio and resolution.
    package static func impossiblePair(_ ratio: AspectRatio, _ resolution: Resolution) -> Diagnostic
    {
        Diagnostic(
            .impossiblePair, "\(ratio) has no \(resolution)",
            notes: [
                "\(ratio) exists in \(ListText.format(ratio.resolutions.map(\.rawValue))); "
                    + "\(resolution) exists for \(ListText.format(resolution.ratios.map(\.rawValue)))"
            ])
    }

    /// Says the same as a note, for a setting that nothing is sent with yet.
    static func impossiblePairNote(_ ratio: AspectRatio, _ resolution: Resolution) -> Diagnostic {
        Diagnostic(
            .note,
            "\(ratio) has no \(resolution); it exists for \(ListText.format(resolution.ratios.map(\.rawValue)))"
        )
    }

    /// - Parameter value: The value that it was to be set to; `nil` if that is not known.
    static func unknownSetting(_ name: String, value: String? = nil) -> Diagnostic {
        let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
        let isBinding = parts.count == 2 && Setting.named(parts[0]) != nil
        let alike = Setting.alike(name)
        // A setting that does not accept the value was not meant.
        let setting = alike.first { setting in value.map(setting.type.isValid) ?? true }
        let meant = isBinding ? parts.joined(separator: " ") : setting?.name
        let advice = setting == nil ? value.flatMap(PixelHabit.advice) : nil
        return Diagnostic(
            .unknownSetting, "there is no setting '\(name)'",
            correction: Correction(of: name, to: meant),
            notes: (advice.map { [$0] } ?? []) + [
                "the settings are \(ListText.format(Setting.all.map(\.name)))",
                "'help settings' explains them",
            ])
    }
}
