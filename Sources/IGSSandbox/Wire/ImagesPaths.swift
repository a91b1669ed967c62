/// Paths of the `images` dialect, below `/v1`.
enum ImagesPaths {
    /// The paths before a task's id in the routes that query it.
    static let queries = ["tasks", "images/generations", "images/tasks"]
}
