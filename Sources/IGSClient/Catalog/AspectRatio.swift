public import IGSImages

/// A shape of picture that the service makes, named by its wire word (Protocol, "Pixels").
///
/// The cases have the order of the documented table.
public enum AspectRatio: String, CaseIterable, Codable, Sendable {
    case square = "1:1"
    case threeByTwo = "3:2"
    case twoByThree = "2:3"
    case fourByThree = "4:3"
    case threeByFour = "3:4"
    case fiveByFour = "5:4"
    case fourByFive = "4:5"
    case sixteenByNine = "16:9"
    case nineBySixteen = "9:16"
    case twoByOne = "2:1"
    case oneByTwo = "1:2"
    case twentyOneByNine = "21:9"
    case nineByTwentyOne = "9:21"

    /// Returns the pixels of a picture of this ratio; nil if the pair does not exist.
    ///
    /// Some pairs are only near their ratio (3:2 at 2K, 21:9 at 4K): compare pixels, not ratios.
    public func pixelSize(at resolution: Resolution) -> PixelSize? {
        PixelTable.size(of: self, at: resolution)
    }

    /// The resolutions that this ratio exists in, smallest first.
    public var resolutions: [Resolution] {
        Resolution.allCases.filter { pixelSize(at: $0) != nil }
    }

    /// The ratio as part of a file name: `16x9`.
    public var fileNamePart: String {
        String(rawValue.map { $0 == ":" ? "x" : $0 })
    }
}

extension AspectRatio: CustomStringConvertible {
    /// The wire word.
    public var description: String { rawValue }
}
