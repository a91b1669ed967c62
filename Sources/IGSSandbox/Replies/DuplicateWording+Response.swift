extension DuplicateWording {
    /// Returns the refusal of an id that was used before; nil if it is the same as for any bad
    /// request.
    func response(outTaskID: String, taskID: String) -> Response? {
        let exists = "out_task_id \(outTaskID) already exists"
        return switch self {
        case .exists: nil
        case .ok: ErrorShape.ok.response(200, code: 400, message: exists)
        case .http: ErrorShape.flat.response(400, code: 400, message: exists)
        case .conflict:
            ErrorShape.nested.response(
                409, code: 409, name: "duplicate_out_task_id", message: "duplicate out_task_id")
        case .used:
            ErrorShape.nested.response(
                400, code: 400, message: "this out_task_id has been used before")
        case .named:
            ErrorShape.flat.response(
                400, code: 400, message: "task exists",
                carrying: [
                    "data": ["task_id": .string(taskID), "out_task_id": .string(outTaskID)]
                ])
        case .database:
            ErrorShape.flat.response(
                500, code: 500,
                message: "Duplicate entry '\(outTaskID)' for key 'tasks.out_task_id'")
        }
    }
}
