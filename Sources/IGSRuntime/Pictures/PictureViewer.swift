/// Shows pictures to the user at the terminal, for `show`, `open` and the setting `preview`.
package protocol PictureViewer: Sendable {
    /// Whether somebody sees at once what is printed, because results go to a terminal.
    var isWatched: Bool { get }

    /// Returns the text that shows a picture among the printed results, ready to be written
    /// unchanged.
    ///
    /// - Parameter path: A file that is known to hold a picture.
    /// - Returns: `nil` if results are for programs.
    /// - Throws: ``Failure`` if it cannot be shown, or the user interrupts.
    func rendering(of path: String) async throws(Failure) -> String?

    /// Opens a picture in the desktop's viewer, which runs on by itself.
    ///
    /// - Parameter path: A file that is known to hold a picture.
    /// - Throws: ``Failure`` if there is no viewer or no desktop, or the user interrupts.
    func open(_ path: String) async throws(Failure)
}
