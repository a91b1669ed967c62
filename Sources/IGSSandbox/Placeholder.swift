enum PlaceholderIGSSandbox {}
import Hummingbird
import CGraphics
