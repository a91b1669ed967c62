/// An exact amount of money, in thousandths of a US dollar.
///
/// The prices are an estimate (Protocol, "Prices and times"): the credits that a reply reports are the true
/// price.
public struct Price: Hashable, Codable, Sendable {
    /// Thousandths of a US dollar.
    public let mills: Int

    /// Creates a price from thousandths of a US dollar.
    public init(mills: Int) {
        self.mills = mills
    }

    /// Creates the price of a number of credits, rounded up: one credit is a US cent
    /// (Protocol, "Prices and times").
    ///
    /// Nil if the number is negative or above ``most``: then it cannot be an amount of credits.
    public init?(credits: Double) {
        self.init(thousandths: credits * 10)
    }

    /// Creates the price of a number of US dollars, rounded up.
    ///
    /// Nil if the number is negative or above ``most``.
    public init?(dollars: Double) {
        self.init(thousandths: dollars * 1000)
    }

    private init?(thousandths: Double) {
        // The tiny excess of a product of decimal fractions over the true value is not rounded up.
        let rounded = (thousandths - 1e-6).rounded(.up)
        guard thousandths >= 0, rounded <= Double(Self.most.mills) else { return nil }
        mills = max(0, Int(rounded))
    }

    /// The upper bound of any amount, so that sums do not overflow: a thousand million US dollars.
    public static let most = Price(mills: 1_000_000_000_000)

    /// Returns what one picture is expected to cost.
    ///
    /// - Parameters:
    ///   - quality: nil for the service's undocumented default, which is counted as the most expensive.
    ///   - resolution: the tier; the ratio makes no difference.
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
    /// Whether the left amount is the lower one.
    public static func < (left: Price, right: Price) -> Bool { left.mills < right.mills }
}

extension Price: CustomStringConvertible {
    /// `$0.33`, `$0.022`: two digits after the point, or three if the third is not zero.
    public var description: String {
        let amount = mills.magnitude
        let sign = mills < 0 ? "-" : ""
        let cents = amount % 1000 / 10
        let text = "\(sign)$\(amount / 1000).\(cents < 10 ? "0" : "")\(cents)"
        return amount % 10 == 0 ? text : text + "\(amount % 10)"
    }
}
