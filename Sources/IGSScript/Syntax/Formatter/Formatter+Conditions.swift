/// Lays out conditions, which may have line breaks and comments inside parentheses.
extension Formatter {
    mutating func condition(_ condition: Condition) {
        switch condition {
        case .comparison(let left, let comparison, let right):
            operand(left.range)
            separateOperands()
            mark(comparison)
            separateOperands()
            operand(right.range)
        case .field(let job, let field, let comparison, let value):
            operand(job.range)
            separateOperands()
            operand(field.range)
            separateOperands()
            // This operator may be left out.
            if comparison != .equal || source.cursor.isAt("==") {
                mark(comparison)
                separateOperands()
            }
            operand(value.range)
        case .state(let job, let state):
            operand(job.range)
            separateOperands()
            operand(state.range)
        case .defined(let name, _):
            token("defined")
            separateOperands()
            operand(name.range)
        case .definedJob(let job, _):
            token("defined")
            separateOperands()
            operand(job.range)
        case .count(let jobs, let comparison, let value, _):
            token("count")
            separateOperands()
            operand(jobs.range)
            separateOperands()
            mark(comparison)
            separateOperands()
            operand(value.range)
        case .exists(let path, _):
            token("exists")
            separateOperands()
            operand(path.range)
        case .not(let condition, _):
            token("not")
            separateOperands()
            self.condition(condition)
        case .and(let left, let right): junction(left, "and", right)
        case .or(let left, let right): junction(left, "or", right)
        case .group(let condition, _):
            token("(")
            openParentheses += 1
            separateOperands(by: "")
            self.condition(condition)
            separateOperands(by: "")
            openParentheses -= 1
            token(")")
        }
    }

    private mutating func junction(_ left: Condition, _ word: StaticString, _ right: Condition) {
        condition(left)
        separateOperands()
        token(word)
        separateOperands()
        condition(right)
    }

    private mutating func operand(_ range: SourceRange) { word(range, .condition) }

    private mutating func mark(_ comparison: Condition.Operator) {
        let end = source.position + comparison.rawValue.utf8.count
        output.write(source.bytes[source.position..<end])
        source.position = end
    }

    /// Moves past what separates two parts of a condition, and lays it out.
    ///
    /// - Parameter blank: What separates them on one line; if it is empty, a line break becomes
    ///   nothing, too.
    private mutating func separateOperands(by blank: StaticString = " ") {
        guard openParentheses > 0 else { return separate() }
        let indentation = blockIndentation + Self.continuation
        var hasLineEnding = false
        var hasComment = false
        while true {
            let start = source.position
            source.skipBlanks()
            if source.bytes[start..<source.position].contains(.newline) { hasLineEnding = true }
            if let next = source.cursor.offsetAfterNewline(at: source.position) {
                source.position = next
                hasLineEnding = true
            } else if source.cursor.isCommentWord(at: source.position) {
                if hasLineEnding { output.startLine(indentation) }
                comment(isTrailing: !hasLineEnding)
                hasComment = true
                hasLineEnding = false
            } else if hasComment || (hasLineEnding && blank.utf8CodeUnitCount > 0) {
                return output.startLine(indentation)
            } else {
                return output.write(blank)
            }
        }
    }
}
