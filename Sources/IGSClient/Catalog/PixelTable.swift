import IGSImages

/// The documented table of ratios, resolutions and pixels (Protocol, "Pixels").
enum PixelTable {
    /// Returns the pixels of a pair; nil if the service's pixel limit rules it out.
    static func size(of ratio: AspectRatio, at resolution: Resolution) -> PixelSize? {
        let row = row(of: ratio)
        return switch resolution {
        case .oneK: row.oneK
        case .twoK: row.twoK
        case .fourK: row.fourK
        }
    }
}

extension PixelTable {
    private struct Row {
        let oneK: PixelSize
        let twoK: PixelSize
        let fourK: PixelSize?

        init(_ oneK: (Int, Int), _ twoK: (Int, Int), _ fourK: (Int, Int)? = nil) {
            self.oneK = PixelSize(width: oneK.0, height: oneK.1)
            self.twoK = PixelSize(width: twoK.0, height: twoK.1)
            self.fourK = fourK.map { PixelSize(width: $0.0, height: $0.1) }
        }
    }

    private static func row(of ratio: AspectRatio) -> Row {
        switch ratio {
        case .square: Row((1024, 1024), (2048, 2048))
        case .threeByTwo: Row((1536, 1024), (2048, 1360))
        case .twoByThree: Row((1024, 1536), (1360, 2048))
        case .fourByThree: Row((1024, 768), (2048, 1536))
        case .threeByFour: Row((768, 1024), (1536, 2048))
        case .fiveByFour: Row((1280, 1024), (2560, 2048))
        case .fourByFive: Row((1024, 1280), (2048, 2560))
        case .sixteenByNine: Row((1536, 864), (2048, 1152), (3840, 2160))
        case .nineBySixteen: Row((864, 1536), (1152, 2048), (2160, 3840))
        case .twoByOne: Row((2048, 1024), (2688, 1344), (3840, 1920))
        case .oneByTwo: Row((1024, 2048), (1344, 2688), (1920, 3840))
        case .twentyOneByNine: Row((2016, 864), (2688, 1152), (3840, 1648))
        case .nineByTwentyOne: Row((864, 2016), (1152, 2688), (1648, 3840))
        }
    }
}
