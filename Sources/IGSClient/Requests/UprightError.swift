/// Why a picture cannot be turned upright.
package enum UprightError: Error, Hashable {
    /// It is at an address, from which only the service fetches it.
    case elsewhere
    /// It is of a format that cannot be turned without loss.
    case notJPEG(ImageFormat)
    /// It is narrower or lower than the blocks that it is made of; carries their size.
    case tooSmall(PixelSize)
    /// It has more than ``UprightTurn/maximumPixelCount`` pixels; carries its size.
    case tooLarge(PixelSize)
    /// Its data cannot be read; carries the reason, as libjpeg-turbo words it.
    case unreadable(String)
    /// It cannot be used as a reference, or not any more, or not once it is turned.
    case unusable(ReferenceError)
}
