/// Shows pictures to whoever sits at the terminal: what `show`, `open` and the setting `preview` need
/// of the person's side.
package protocol PictureViewer: Sendable {
    /// Whether somebody sees at once what is printed: whether results go to a terminal.
    var isWatched: Bool { get }

    /// What shows a picture where results are printed, ready to be written as it is.
    ///
    /// - Parameter path: A file that is known to hold a picture.
    /// - Returns: `nil` where results are for programs.
    /// - Throws: ``Failure`` where it cannot be shown, or the user interrupts.
    func rendering(of path: String) async throws(Failure) -> String?

    /// Hands a picture to the desktop's viewer, which goes on by itself.
    ///
    /// - Parameter path: A file that is known to hold a picture.
    /// - Throws: ``Failure`` where there is no viewer or no desktop, or the user interrupts.
    func open(_ path: String) async throws(Failure)
}
