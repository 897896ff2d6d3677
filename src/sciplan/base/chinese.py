"""What counts as Chinese text, as parts of regular expressions."""

HAN_RANGE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, within a class."""
HAN = f"[{HAN_RANGE}]"
"""A Chinese character."""
WIDE = f"[{HAN_RANGE}\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff65“”‘’…—]"
"""A Chinese character or Chinese punctuation."""
