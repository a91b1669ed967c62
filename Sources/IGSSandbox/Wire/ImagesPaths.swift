/// Paths of the `images` dialect, below `/v1`.
enum ImagesPaths {
    /// What stands before a task's id in the routes that tell of it.
    static let queries = ["tasks", "images/generations", "images/tasks"]
}
