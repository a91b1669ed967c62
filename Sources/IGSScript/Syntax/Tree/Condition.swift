/// The condition of an `if` or an `expect`.
public indirect enum Condition: Sendable {
    /// A comparison of two texts; if both are numbers, of the numbers. `contains` takes them as texts.
    public enum Operator: String, CaseIterable, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contains
    }

    /// `"$x" == "y"`.
    case comparison(Word, Operator, Word)
    /// `%day size 1536x864`, `%day width >= 1024`: a field of a job; without an operator, equality.
    case field(job: Word, field: NamedRange, Operator, Word)
    /// `%day done`, `%day failed`: the state of one or several jobs.
    case state(job: Word, state: NamedRange)
    /// `defined name`.
    case defined(NamedRange, range: SourceRange)
    /// `defined %day`.
    case definedJob(Word, range: SourceRange)
    /// `count %mug >= 4`: how many jobs a spec means.
    case count(jobs: Word, Operator, Word, range: SourceRange)
    /// `exists out/day.png`: whether there is such a file.
    case exists(Word, range: SourceRange)
    /// `not …`.
    case not(Condition, range: SourceRange)
    /// `… and …`.
    case and(Condition, Condition)
    /// `… or …`.
    case or(Condition, Condition)
    /// `( … )`: kept for the formatter.
    case group(Condition, range: SourceRange)

    /// Where it stands.
    public var range: SourceRange {
        switch self {
        case .comparison(let left, _, let right): left.range.union(right.range)
        case .field(let job, _, _, let value): job.range.union(value.range)
        case .state(let job, let state): job.range.union(state.range)
        case .defined(_, let range), .definedJob(_, let range), .count(_, _, _, let range),
            .exists(_, let range), .not(_, let range), .group(_, let range):
            range
        case .and(let left, let right), .or(let left, let right): left.range.union(right.range)
        }
    }
}
