/// What a picture should show, and the file that it should be: equal requests make equal files.
package struct PictureRequest: Sendable {
    /// How much detail a picture has.
    package enum Detail: Sendable {
        case low
        case medium
        case high
    }

    /// The text that the scene is read from, and that the picture's caption shows.
    package var prompt: String
    /// Which of the pictures of identical requests to paint, from 1.
    package var variant: Int
    package var size: PixelSize
    package var detail: Detail
    /// The pictures that go with the prompt, in its order.
    package var references: [ReferencePicture]
    package var format: PictureFormat

    package init(
        prompt: String, variant: Int = 1, size: PixelSize, detail: Detail = .medium,
        references: [ReferencePicture] = [], format: PictureFormat = .png
    ) {
        self.prompt = prompt
        self.variant = variant
        self.size = size
        self.detail = detail
        self.references = references
        self.format = format
    }
}
