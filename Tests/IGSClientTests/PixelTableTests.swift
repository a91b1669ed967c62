import IGSClient
import IGSImages
import Testing

/// The table of Protocol, "Pixels", copied here by hand: 39 cells.
@Suite struct PixelTableTests {
    static let table: [(AspectRatio, Resolution, String?)] = [
        (.square, .oneK, "1024x1024"), (.square, .twoK, "2048x2048"), (.square, .fourK, nil),
        (.threeByTwo, .oneK, "1536x1024"), (.threeByTwo, .twoK, "2048x1360"),
        (.threeByTwo, .fourK, nil),
        (.twoByThree, .oneK, "1024x1536"), (.twoByThree, .twoK, "1360x2048"),
        (.twoByThree, .fourK, nil),
        (.fourByThree, .oneK, "1024x768"), (.fourByThree, .twoK, "2048x1536"),
        (.fourByThree, .fourK, nil),
        (.threeByFour, .oneK, "768x1024"), (.threeByFour, .twoK, "1536x2048"),
        (.threeByFour, .fourK, nil),
        (.fiveByFour, .oneK, "1280x1024"), (.fiveByFour, .twoK, "2560x2048"),
        (.fiveByFour, .fourK, nil),
        (.fourByFive, .oneK, "1024x1280"), (.fourByFive, .twoK, "2048x2560"),
        (.fourByFive, .fourK, nil),
        (.sixteenByNine, .oneK, "1536x864"), (.sixteenByNine, .twoK, "2048x1152"),
        (.sixteenByNine, .fourK, "3840x2160"),
        (.nineBySixteen, .oneK, "864x1536"), (.nineBySixteen, .twoK, "1152x2048"),
        (.nineBySixteen, .fourK, "2160x3840"),
        (.twoByOne, .oneK, "2048x1024"), (.twoByOne, .twoK, "2688x1344"),
        (.twoByOne, .fourK, "3840x1920"),
        (.oneByTwo, .oneK, "1024x2048"), (.oneByTwo, .twoK, "1344x2688"),
        (.oneByTwo, .fourK, "1920x3840"),
        (.twentyOneByNine, .oneK, "2016x864"), (.twentyOneByNine, .twoK, "2688x1152"),
        (.twentyOneByNine, .fourK, "3840x1648"),
        (.nineByTwentyOne, .oneK, "864x2016"), (.nineByTwentyOne, .twoK, "1152x2688"),
        (.nineByTwentyOne, .fourK, "1648x3840"),
    ]

    @Test(arguments: table)
    func `a pair has the pixels of the table, or does not exist`(
        ratio: AspectRatio, resolution: Resolution, pixels: String?
    ) throws {
        #expect(ratio.pixelSize(at: resolution)?.description == pixels)
        if let pixels {
            let request = try GenerationRequest(
                prompt: "a castle", ratio: ratio, resolution: resolution)
            #expect(request.pixelSize.description == pixels)
        } else {
            #expect(throws: RequestError(code: .impossiblePair(ratio, resolution))) {
                try GenerationRequest(prompt: "a castle", ratio: ratio, resolution: resolution)
            }
        }
    }

    @Test func `the table has every pair once`() {
        let pairs = Self.table.map { "\($0.0) \($0.1)" }
        #expect(pairs.count == 39)
        #expect(Set(pairs).count == 39)
        #expect(Self.table.count { $0.2 == nil } == 7)
    }

    @Test func `ratios and resolutions name each other`() {
        #expect(
            Resolution.fourK.ratios.map(\.rawValue) == [
                "16:9", "9:16", "2:1", "1:2", "21:9", "9:21",
            ])
        #expect(Resolution.oneK.ratios.count == 13)
        #expect(AspectRatio.fourByThree.resolutions == [.oneK, .twoK])
        #expect(AspectRatio.sixteenByNine.fileNamePart == "16x9")
    }

    static let prices: [(Quality?, Resolution, String)] = [
        (.low, .oneK, "$0.022"), (.low, .twoK, "$0.029"), (.low, .fourK, "$0.036"),
        (.medium, .oneK, "$0.092"), (.medium, .twoK, "$0.10"), (.medium, .fourK, "$0.17"),
        (.high, .oneK, "$0.33"), (.high, .twoK, "$0.35"), (.high, .fourK, "$0.62"),
        (nil, .oneK, "$0.33"),
    ]

    @Test(arguments: prices)
    func `a price is that of the list`(quality: Quality?, resolution: Resolution, text: String) {
        #expect(Price.estimate(quality: quality, resolution: resolution).description == text)
    }

    @Test func `prices print and compare`() {
        #expect(Price(mills: 12_005).description == "$12.005")
        #expect(Price(mills: 1000).description == "$1.00")
        #expect(Price(mills: -50).description == "-$0.05")
        #expect(Price(mills: Int.min).description.hasPrefix("-$"))
        #expect(Price(mills: 22) < Price(mills: 29))
    }
}
