/// An exact amount of money, in thousandths of a US dollar.
///
/// The prices are an estimate (PROTOCOL section 2): the credits that a reply reports are the truth.
public struct Price: Hashable, Codable, Sendable {
    /// Thousandths of a US dollar.
    public let mills: Int

    /// Creates a price of so many thousandths of a US dollar.
    public init(mills: Int) {
        self.mills = mills
    }

    /// What one picture is expected to cost.
    ///
    /// - Parameters:
    ///   - quality: nil is the service's undocumented default, counted as the dearest.
    ///   - resolution: the tier; the ratio does not matter.
    public static func estimate(quality: Quality?, resolution: Resolution) -> Price {
        let mills =
            switch (quality ?? .high, resolution) {
            case (.low, .oneK): 22
            case (.low, .twoK): 29
            case (.low, .fourK): 36
            case (.medium, .oneK): 92
            case (.medium, .twoK): 100
            case (.medium, .fourK): 170
            case (.high, .oneK): 330
            case (.high, .twoK): 350
            case (.high, .fourK): 620
            }
        return Price(mills: mills)
    }
}

extension Price: Comparable {
    /// Whether the left is the lower amount.
    public static func < (left: Price, right: Price) -> Bool { left.mills < right.mills }
}

extension Price: CustomStringConvertible {
    /// `$0.33`, `$0.022`: two digits after the point, or three where the third is not zero.
    public var description: String {
        let amount = mills.magnitude
        let sign = mills < 0 ? "-" : ""
        let cents = amount % 1000 / 10
        let text = "\(sign)$\(amount / 1000).\(cents < 10 ? "0" : "")\(cents)"
        return amount % 10 == 0 ? text : text + "\(amount % 10)"
    }
}
