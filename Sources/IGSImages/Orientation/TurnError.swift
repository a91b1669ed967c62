/// Why a picture cannot be turned upright.
public enum TurnError: Error, Hashable, Sendable {
    /// It is of a format that cannot be turned without loss.
    case notJPEG(ImageFormat)
    /// It is narrower or lower than one of the blocks that it is made of; carries the blocks' size.
    case tooSmall(PixelSize)
    /// It has more than ``UprightTurn/maximumPixelCount`` pixels; carries its size.
    case tooLarge(PixelSize)
    /// Its data cannot be read; carries the reason, usually in the words of libjpeg-turbo.
    case unreadable(String)
}
