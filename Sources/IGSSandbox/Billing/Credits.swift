/// An amount of the service's credits, exact to a tenth. One is worth about a US cent.
package struct Credits: Hashable, Comparable, Codable, Sendable {
    package static let none = Credits(tenths: 0)

    package let tenths: Int

    package init(tenths: Int) {
        self.tenths = tenths
    }

    /// Makes a whole number of credits.
    package init(_ whole: Int) {
        let (tenths, overflow) = whole.multipliedReportingOverflow(by: 10)
        self.tenths = overflow ? .max : tenths
    }

    /// The amount as replies give it.
    package var value: Double { Double(tenths) / 10 }

    /// The amount in US dollars.
    var dollars: Double { Double(tenths) / 1000 }

    package static func < (left: Credits, right: Credits) -> Bool { left.tenths < right.tenths }

    package static func += (left: inout Credits, right: Credits) {
        left = Credits(tenths: left.tenths + right.tenths)
    }

    package static func - (left: Credits, right: Credits) -> Credits {
        Credits(tenths: left.tenths - right.tenths)
    }

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Double.self)
        guard value >= 0, value <= 1e12 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an amount of credits"))
        }
        self.init(tenths: Int((value * 10).rounded()))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Credits {
    /// Returns what a task costs: Protocol, "Prices and times", with one credit for a cent.
    package static func cost(tier: Tier, quality: Quality) -> Credits {
        switch (quality, tier) {
        case (.low, .oneK): Credits(tenths: 22)
        case (.low, .twoK): Credits(tenths: 29)
        case (.low, .fourK): Credits(tenths: 36)
        case (.medium, .oneK): Credits(tenths: 92)
        case (.medium, .twoK): Credits(tenths: 100)
        case (.medium, .fourK): Credits(tenths: 170)
        case (.high, .oneK): Credits(tenths: 330)
        case (.high, .twoK): Credits(tenths: 350)
        case (.high, .fourK): Credits(tenths: 620)
        }
    }
}
