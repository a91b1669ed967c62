import IGSTestSupport

/// The service's table of ratios, resolutions and pixels, copied from its documentation and from no code of ours.
enum PixelTable {
    struct Row: Sendable {
        let ratio: String
        /// For 1K, 2K and 4K; nil where the pair does not exist.
        let sizes: [PictureMeter.Picture?]
    }

    static let resolutions = ["1K", "2K", "4K"]

    static let rows: [Row] = """
        1:1  1024x1024 2048x2048 -
        3:2  1536x1024 2048x1360 -
        2:3  1024x1536 1360x2048 -
        4:3  1024x768  2048x1536 -
        3:4  768x1024  1536x2048 -
        5:4  1280x1024 2560x2048 -
        4:5  1024x1280 2048x2560 -
        16:9 1536x864  2048x1152 3840x2160
        9:16 864x1536  1152x2048 2160x3840
        2:1  2048x1024 2688x1344 3840x1920
        1:2  1024x2048 1344x2688 1920x3840
        21:9 2016x864  2688x1152 3840x1648
        9:21 864x2016  1152x2688 1648x3840
        """.split(separator: "\n").map { line in
            let cells = line.split(separator: " ")
            return Row(
                ratio: String(cells[0]),
                sizes: cells.dropFirst().map { cell in
                    let numbers = cell.split(separator: "x").compactMap { Int($0) }
                    return numbers.count == 2 ? PictureMeter.Picture(numbers[0], numbers[1]) : nil
                })
        }

    /// All cells in which there is a picture.
    static var cells: [(ratio: String, resolution: String, size: PictureMeter.Picture)] {
        rows.flatMap { row in
            zip(resolutions, row.sizes).compactMap { resolution, size in
                size.map { (row.ratio, resolution, $0) }
            }
        }
    }

    /// The ratios that have no 4K.
    static var ratiosWithout4K: [String] { rows.filter { $0.sizes[2] == nil }.map(\.ratio) }
}
