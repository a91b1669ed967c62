/// What a diagnostic is about: the stable identifier that people look up, such as `E0203`.
///
/// Each case's raw value is its identifier and a line on what it means; the table of the reference
/// is generated from them. The letter says how serious it usually is (`E` an error, `W` a warning),
/// the first digit of the number which stage it is listed under. The number alone is unique: an error that
/// becomes a warning is shown as `W0231` and stays the same case.
public enum DiagnosticID: String, CaseIterable, Sendable {
    // Syntax
    case notUTF8 = "E0101: the source is not UTF-8 text"
    case nullByte = "E0102: the source contains a NUL byte"
    case sourceTooLong = "E0103: the source has more than 64 MiB"
    case unclosedQuote = "E0104: a quote is never closed"
    case unknownEscape =
        "E0105: a \"…\" text contains an unknown escape"
    case unclosedExpansion = "E0106: a ${ is never closed"
    case badExpansion = "E0107: a ${…} holds no variable, job field or environment variable"
    case unexpectedText = "E0108: the grammar expects something else here"
    case unclosedBlock = "E0109: a { of a block is never closed"
    case nestedTooDeeply = "E0110: blocks or conditions are nested more than 200 levels deep"
    case unexpectedBrace = "E0111: a } closes nothing"
    case badName = "E0112: a name is not valid for what it would name"
    case unclosedList = "E0113: a [ is never closed"
    case extraWords = "E0114: a statement has more words than it takes"
    case badIndentation = "E0115: a line of a \"\"\" text is indented less than the closing \"\"\""
    case statementTooLarge = "E0116: a statement has more than 1,000,000 words"
    case nameTaken = "E0117: a 'def' uses a name that igs itself uses"
    case duplicateParameterName = "E0118: a 'def' names two parameters alike"
    case strayContinuation = "E0119: an 'else' or 'catch' does not follow a block on its line"
    case formattedTooLong = "E0120: the source would be too long to read once formatted"
    case gluedBrace = "E0121: a { that opens a block has no blank beside it"
    case gluedKeyword = "E0122: a keyword has no blank behind it"
    case tooManyDefinitions = "E0123: a source defines too many commands"
    case tooManyParameters = "E0124: a script has more than 1,000 parameters"
    case tooManyExpansions = "E0125: a statement has more than 100,000 expansions"
    case commaInList = "W0126: a comma in a list belongs to its word"

    // Check
    case unknownCommand = "E0201: a statement begins with a word that is not a command"
    case unknownOption = "E0202: a command does not have this option"
    case impossiblePair = "E0203: the ratio is not available at this resolution"
    case missingOptionValue = "E0204: an option lacks its value"
    case valueOfFlag = "E0205: an option that takes no value has one"
    case duplicateOption = "E0206: an option is given more than once"
    case missingArgument = "E0207: a command lacks something that it needs"
    case extraArgument = "E0208: a command has an argument that it does not take"
    case badValue = "E0209: a value is not one that its argument, option or setting accepts"
    case undefinedVariable = "E0210: a variable is not defined"
    case badRangeEnd = "E0211: an end of a range is not a whole number"
    case rangeTooLong = "E0212: a range has more than 1,000,000 elements"
    case unknownSubcommand =
        "E0213: a command of two words lacks its second word, or does not have this one"
    case parameterInBlock = "E0214: a 'param' is inside a block"
    case unknownField = "E0215: a job does not have this field"
    case environmentNotPassed = "E0216: an environment variable is not passed to scripts"
    case sourceCycle = "E0217: a script sources itself"
    case sourceTooDeep = "E0218: scripts source each other too deeply or too often"
    case unreachable = "W0219: a statement is never run"
    case tooManyFindings = "E0220: the check stopped after 1,000 errors"
    case jumpOutside = "E0221: a 'break', 'continue' or 'return' has nothing to leave"
    case wrongArgumentCount = "E0222: a call of a 'def' has too few or too many values"
    case unknownState = "E0223: a condition asks for a state that jobs do not have"
    case textTooLong = "E0224: a value is longer than 16 MiB"
    case jobAsText = "W0225: a word that names jobs is taken as a text"
    case gluedClosingBrace = "E0226: a } has no blank before the 'else' or 'catch' that follows it"
    case variableAsText = "W0227: a word has the name of a variable, but no $"
    case notRange = "E0228: a word was probably meant as a range or a list"
    case rangeInList = "E0229: a word of a list was probably meant as a range"
    case unknownSetting = "E0230: there is no setting with this name"
    case unknownJob = "E0231: there is no job with this name or number"
    case unknownReference = "E0232: there is no reference with this name or number"
    case tooManyReferences = "E0233: the reference set is full"
    case unusableReference = "E0234: a picture cannot be used as a reference"
    case emptyPrompt = "E0235: the prompt is empty"
    case contradiction = "E0236: two options cannot be used together"
    case unknownTopic = "E0237: there is no help for this topic"
    case unreadableScript = "E0238: a script cannot be read"
    case forbiddenFile = "E0239: a script names a file that it may not read"
    case missingParameter = "E0240: the caller gives no value for a parameter without a default"
    case severalJobs = "E0241: a name means several jobs where one is needed"
    case unknownParameter =
        "E0242: the caller gives a value for a parameter that the script does not have"
    case onlyAtPrompt = "E0243: a command works only at the prompt"
    case redoNotAlone = "E0244: a 'redo' shares its line with something else"
    case emptyRange = "E0245: a range counts down, and is empty"
    case notNumber = "E0246: a '+=' adds something that is not a number"
    case duplicateParameter = "E0247: the caller gives a parameter more than once"
    case notList = "E0248: the caller gives something other than a list for a list"
    case redefinedWord = "W0249: a 'def' takes a word that igs has come to use"
    case unbalancedChoice = "E0250: the braces of a prompt with --expand do not match"
    case choicesTooDeep = "E0251: the choices of a prompt are nested too deep"
    case tooManyCombinations = "E0252: a prompt has too many combinations"
    case combinationsTooLong = "E0253: the combinations of a prompt are too long together"
    case tooManyPictures = "E0254: a command requests too many pictures"
    case nameTooLong = "E0255: a name is too long to be numbered for several jobs"
    case seedWithoutPick = "E0256: --seed is given without --expand=N"
    case numberInPrompt = "W0257: a number after --expand belongs to the prompt"
    case tooManyAlternatives = "E0258: the choices of a prompt have too many alternatives"
    case shellOperatorInPrompt = "W0259: an operator of the shell belongs to the prompt"
    case dashedOptionInPrompt = "W0260: a misspelt option belongs to the prompt"
    case substitutionInPrompt =
        "W0261: a command substitution belongs to the prompt, and is not run"
    case fileInPrompt = "W0262: a file name belongs to the prompt, and the file is not read"
    case choiceInPrompt = "W0263: a choice belongs to the prompt as written"
    case placeholderInPrompt = "W0264: a placeholder belongs to the prompt as written"
    case optionInPrompt = "W0265: an option without dashes belongs to the prompt"
    case escapeInPrompt = "W0266: an escape belongs to the prompt as written"
    case largeReference = "W0270: a reference is so large that a service may refuse it"
    case unusualReference = "W0271: a reference is stored in a way that services may misread"
    case turnedReference = "W0272: a reference is stored turned, which services may ignore"

    case unreadableTable = "E0273: a table cannot be read"
    case badTable = "E0274: a file is not a table that igs can read"
    case raggedRow = "E0275: a row of a table has too few or too many cells"
    case badColumn = "E0276: a column of a table cannot be a variable"
    case changedTable = "E0277: a table has changed since it was checked"
    case unknownColumn = "E0278: a table does not have this column"
    case columnTaken = "E0279: a column of a table has the name of a variable"
    case unusablePromptFile = "E0280: a file cannot be used as a prompt"
    case rowsNotChecked = "W0281: a table has too many rows to check them all"
    case noRows = "W0282: no row of a table has what a 'rows' asks for"

    // Run
    case jobNotDone = "E0301: a job is not done yet, or ended without a picture"
    case noPictures = "E0302: there is no finished picture"
    case fileExists = "E0303: a file is in the way of a picture"
    case notReplaceable =
        "E0304: a file that is not a picture is in the way, and --force does not replace it"
    case unwritableFile = "E0305: a picture cannot be written"
    case outsideFolder = "E0306: a script saves outside the folder that it may write to"
    case badTemplate = "E0307: a text is not a valid template for file names"
    case storedPictureLost = "E0308: a stored picture is gone or damaged"
    case waitTimedOut = "E0309: a 'wait' ended before its jobs"
    case ledgerUnusable = "E0310: the ledger cannot be used"
    case storeUnwritable = "E0311: the image store cannot keep a picture"
    case fieldNotKnown = "E0312: a job does not have this field yet, or never"
    case unmetExpectation = "E0314: an 'expect' does not hold"
    case nothingFailed = "E0315: nothing failed in an 'expect fails'"
    case callsTooDeep = "E0316: a command that a script defines calls itself too deep"
    case variablesTooLarge = "E0317: the variables hold too much"
    case nothingForgotten = "E0318: there is nothing to forget"
    case nothingToRecall = "E0319: there is nothing to bring back"
    case sourceExited = "E0320: a sourced script ended with an exit code other than 0"
    case noChafa = "E0330: chafa, which shows pictures in the terminal, is not installed"
    case notShown = "E0331: a picture cannot be shown in the terminal"
    case noOpener = "E0332: the program that opens pictures on the desktop is not installed"
    case noDesktop = "E0333: there is no desktop to open a picture on"
    case notOpened = "E0334: a picture cannot be opened on the desktop"
    case duplicateDestination = "E0336: two pictures would be saved under one name"
    case noHistoryLine = "E0341: the history does not have this line"
    case noMaker = "E0342: the ledger does not know the job that made a picture"
    case madeElsewhere = "E0343: a picture was not requested from here"
    case recallDiffers = "W0344: a recalled command leaves out something of the original"
    case ledgerDamaged = "W0350: the ledger is damaged"
    case ledgerMissing = "W0351: the ledger is missing, and igs has created a new one"
    case ledgerReplaced = "W0352: the ledger was deleted, moved or replaced while igs was running"

    // Jobs
    case rejected = "E0401: the safety review refused a job"
    case keyRefused = "E0402: the service does not accept the key"
    case noCredits = "E0403: the account has no credits left"
    case serviceUnreachable = "E0404: the service cannot be reached"
    case notTheService = "E0405: the reply is not from the image service"
    case referenceNotSent = "E0406: a reference of a job cannot be sent"
    case noPictureGiven = "E0407: a job is done, but the service gave no picture"
    case jobFailed = "E0408: a job failed at the service"
    case pictureNotFetched = "E0409: the picture of a job has expired or cannot be fetched"
    case acceptanceUnknown = "E0410: it is not known whether the service accepted a job"
    case jobTimedOut = "E0411: a job took longer than its timeout"
    case waitsForKey = "E0412: a job waits for a valid key"
    case givenUp = "E0413: a job was abandoned"
    case noServiceForJob = "E0414: there is no service to send a job to"
    case acceptanceInDoubt =
        "W0415: it is not known whether the service accepted a job of another session"
    case overBudget = "E0416: the budget does not allow for a job"
    case runChanged =
        "W0417: a script, its arguments or a file of it changed since the run that is resumed began"
    case unknownRun = "E0418: the script does not have this run"
    case runElsewhere = "E0419: the run is in progress in another igs"
    case jobNotInLedger = "E0420: a job is not in the ledger of this service"
    case jobNotOver = "E0421: a job is in progress or done, and cannot be retried"
    case acceptanceAwaited = "E0422: the service is still being asked whether it has a job"
    case alreadyRetried = "E0423: a job has already been retried"
    case requestNotKnown = "E0424: igs does not know what a job asked for"
    case jobElsewhere = "E0425: a job is in progress in another igs"
    case unknownTask = "E0426: the service does not know a task"
    case noUsableAnswer = "E0427: the service gave no usable answer"
    case mayBePaidTwice = "W0429: the first try of a job may have been charged for"
    case noService = "E0430: there is no service to ask"
    case notFollowed = "E0431: a job could not be followed to its end"
    case acceptanceNotYetKnown = "E0432: it is not known yet whether the service accepted a job"
    case costMore = "W0433: a job cost more than was announced"
    case notAPicture = "E0434: what the service gave for a job is not a picture"
    case taskGone = "E0435: the service no longer knows the task of a job"
    case pictureNotTrusted =
        "E0436: igs refuses to fetch the picture of a job: too large, or from a forbidden address"
    case laterThanPatience =
        "E0437: the service asks for a job to be sent later than igs is willing to wait"
    case severalAddresses =
        "W0438: the service gave several pictures for a job, and igs took the first"

    // Service
    case noKey = "E0501: there is no key for the live service"
    case badKey = "E0502: AIREITER_API_KEY does not hold a key"
    case badDialect = "E0503: IGS_DIALECT does not name a dialect"
    case badServiceAddress = "E0504: IGS_BASE_URL is not the address of a service"
    case badProxy = "E0505: a variable does not name a proxy that igs can use"
    case modelIsFixed = "E0506: IGS_MODEL is set for a dialect whose model is fixed"
    case badModel = "E0507: IGS_MODEL is not a valid model name"

    // Start
    case noTerminal = "E0601: the prompt cannot be shown"
    case badArgument = "E0602: an argument of a script is not --PARAMETER VALUE"
    case missingValue = "E0603: an argument of a script lacks its value"
    case noOutputFolder = "E0604: the folder of --out cannot be created"
    case unwritableOutput = "E0605: standard output cannot be written"
    case unreadableInput = "E0606: standard input cannot be read"
    case faultsNeedSandbox = "E0607: a fault plan is given for a live service"
    case badFaultPlan = "E0608: a fault plan is wrong"
    case faultPlanNotChecked = "E0609: a fault plan cannot be checked"
    case keyFileNotRegular = "E0610: the key file is not a regular file"
    case keyFileNotOwned = "E0611: the key file belongs to somebody else"
    case keyFileOpen = "E0612: the key file is open to others"
    case keyFileWithoutKey = "E0613: the key file does not hold a key"
    case keyFileUnreadable = "E0614: the key file cannot be read"
    case keyFileUnwritable = "E0615: the key file cannot be changed"
    case notAKey = "E0616: what was given as a key is not a key"
    case keyNotAskedFor = "E0617: the key cannot be asked for"
    case nothingToResume = "E0618: there is no run to resume"
    case argumentNotUTF8 = "E0619: an argument or a variable is not UTF-8 text"
    case unusableState = "E0620: a folder for igs's state cannot be used"
    case notCleaned = "E0621: what is not needed any more cannot be removed"
    case reuseAtPrompt = "E0622: pictures are reused by scripts, not at the prompt"
    case historyNotKept = "W0640: the lines of a session are not kept"
    case lineNotUTF8 = "E0641: a line at the prompt is not UTF-8 text"
    case editorNotStarted = "E0642: the editor cannot be started"

    // Tests
    case noTests = "E0701: there is no test at the given paths"
    case testsNotSearched = "E0702: a folder cannot be searched for tests"
    case badPattern = "E0703: a {{…}} of an expectation is not a regular expression"
    case badExitCode = "E0704: an EXIT is not an exit code"
    case lineDiffers = "E0705: a line of the output is not the expected one"
    case outputEnds = "E0706: the output ends before an expected line"
    case outputGoesOn = "E0707: the output goes on after the last expected line"
    case wrongExitCode = "E0708: a test ended with another exit code than expected"
    case testTimedOut = "E0709: a test ran too long"
    case testNotRun = "E0710: a test cannot be run"
    case reportNotWritten = "E0711: the report of the tests cannot be written"
    case tooMuchOutput = "E0712: a test wrote too much"
    case duplicateExit = "E0713: a test expects an exit code more than once"
    case unknownDirective = "E0714: a test has a directive that does not exist"
    case slowPatterns = "E0715: the regular expressions of a test take too long"
    case duplicateArguments = "E0716: a test gives its arguments more than once"
    case badTestArgument = "E0717: an argument cannot be given to a test"

    // Formatter
    case notFormatted = "E0801: a formatted script cannot be written"
    case unreadableScriptInput = "E0802: a script on standard input cannot be read"
}

extension DiagnosticID: CustomStringConvertible {
    /// The identifier: `E0203`.
    public var description: String { String(rawValue.prefix(5)) }

    /// The digits of the identifier: `0203`.
    public var number: Substring { rawValue.prefix(5).dropFirst() }

    /// One line on what it means, in lower case, without a full stop.
    public var summary: Substring { rawValue.dropFirst(7) }

    /// How serious it is, unless circumstances turn an error into a warning.
    public var severity: Diagnostic.Severity {
        rawValue.utf8.first == UInt8(ascii: "W") ? .warning : .error
    }

    /// Whether it is about circumstances that a `try` may handle: jobs, references, files, budgets,
    /// and what the service has. In a script that expects it to happen it is a warning, and code
    /// that never runs does not need its circumstances.
    public var isAboutCircumstances: Bool {
        switch self {
        case .impossiblePair, .unknownJob, .unknownReference, .tooManyReferences,
            .unusableReference, .unusablePromptFile, .unreadableScript, .unreadableTable,
            .severalJobs, .overBudget:
            true
        default: false
        }
    }

    /// A part of igs that reports problems.
    public enum Stage: String, CaseIterable, Sendable {
        /// Reading and parsing.
        case syntax = "1"
        /// Checking before the run, by the rules of the language and of the commands.
        case check = "2"
        /// Running a script.
        case run = "3"
        /// Jobs: what the service makes of them.
        case jobs = "4"
        /// Choosing a service.
        case service = "5"
        /// Starting igs, and the prompt.
        case start = "6"
        /// `igs test`.
        case tests = "7"
        /// `igs fmt`.
        case formatter = "8"
    }

    /// The stage that it is listed under: usually the one that finds it.
    public var stage: Stage? { Stage(rawValue: String(number.dropFirst().prefix(1))) }
}
