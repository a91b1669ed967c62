enum PlaceholderIGSJobs {}
import GRDB
import Crypto
