enum PlaceholderIGSClient {}
import AsyncHTTPClient
