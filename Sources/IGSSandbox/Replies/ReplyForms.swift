/// How a whole service words its replies: Protocol, "Seen in practice". Each form is made of shapes, which faults use,
/// too.
package enum ReplyForms: String, CaseIterable, Sendable {
    /// As the live service today: `"ok":true` around everything, `data` an object, errors with HTTP 200, a page if
    /// there is no route.
    case live
    /// As the service's documentation: `{"code":200,"data":[{…}]}`, errors with their HTTP statuses, 404 if there is no
    /// route.
    case documented
    /// As `documented`, but tasks are accepted with `{"statusCode":200,"data":{"task_id":…,"estimated_credits":…}}`.
    case order
    /// As `documented`, but tasks are accepted without any id.
    case bare
    /// As siblings of the service: ids at the top level, errors as OpenAI's `error` objects, 404 `Invalid URL` if
    /// there is no route.
    case sibling
}

extension ReplyForms {
    /// Returns the shape in which a task is accepted. In the `images` dialect, a task without any id would be lost.
    func acceptance(in dialect: Dialect) -> SubmitReplyShape {
        switch (self, dialect) {
        case (.sibling, _): .topID
        case (.live, .openAPI): .live
        case (.order, .openAPI): .order
        case (.bare, .openAPI): .pending
        case (.documented, _), (_, .images): .documented
        }
    }

    /// Returns the shape of an error.
    func error(in dialect: Dialect) -> ErrorShape {
        switch (self, dialect) {
        case (.sibling, _), (_, .images): .nested
        case (.live, .openAPI): .ok
        case (.documented, .openAPI), (.order, .openAPI), (.bare, .openAPI): .flat
        }
    }

    /// How a missing task is reported: in the same words in both dialects, as one route serves both.
    var missingTask: NotFoundShape { self == .sibling ? .notExist : .ok }

    /// How a request without a route is answered.
    var missingRoute: MissingRouteShape {
        switch self {
        case .live: .page
        case .documented, .order, .bare: .empty
        case .sibling: .invalidURL
        }
    }

    /// Returns a reply's content in the envelope that all replies of the `openapi` dialect have.
    func enveloped(_ data: JSONValue) -> JSONValue {
        switch self {
        case .live: ["ok": true, "statusCode": 200, "message": "", "data": data]
        case .documented, .order, .bare: data.enveloped
        case .sibling: ["code": 200, "data": data]
        }
    }
}
