/// An exact amount of money, in thousandths of a US dollar.
///
/// The prices are an estimate (Protocol, "Prices and times"): the credits that a reply reports are the truth.
public struct Price: Hashable, Codable, Sendable {
    /// Thousandths of a US dollar.
    public let mills: Int

    /// Creates a price of so many thousandths of a US dollar.
    public init(mills: Int) {
        self.mills = mills
    }

    /// The price of so many credits: one is a US cent (Protocol, "Prices and times"). Rounded up.
    ///
    /// Nil where the number is negative, or above any amount: then it cannot be one of credits.
    public init?(credits: Double) {
        self.init(thousandths: credits * 10)
    }

    /// The price of so many US dollars, rounded up.
    ///
    /// Nil where the number is negative, or above any amount.
    public init?(dollars: Double) {
        self.init(thousandths: dollars * 1000)
    }

    private init?(thousandths: Double) {
        // What a product of decimal fractions is above the true one is not rounded up.
        let rounded = (thousandths - 1e-6).rounded(.up)
        guard thousandths >= 0, rounded <= Double(Self.most.mills) else { return nil }
        mills = max(0, Int(rounded))
    }

    /// Any amount is below it, so that sums of them fit: a thousand million US dollars.
    public static let most = Price(mills: 1_000_000_000_000)

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
