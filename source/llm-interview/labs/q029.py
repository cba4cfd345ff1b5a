from unicodedata import normalize

same = ["caf\u00e9 noir", "cafe\u0301 noir", "caf\u00e9\u00a0 noir"]
different = ["US", "us", "C", "C++", "x > 0", "x < 0"]


def tidy(text):  # one form of each character, single blanks
    return " ".join(normalize("NFC", text).split())


def strip(text):  # what the article advises besides
    kept = [c for c in tidy(text).lower() if c.isalnum() or c == " "]
    return " ".join("".join(kept).split())


steps = {"raw": str, "normalized": tidy, "lowercase, no symbols": strip}
print("distinct texts          of 1, written 3 ways   of 6")
for name, clean in steps.items():
    left = [len(set(map(clean, texts))) for texts in (same, different)]
    print(f"{name:23} {left[0]:20} {left[1]:6}")
    assert clean is not tidy or left == [1, 6]

print("after the last step:", sorted(set(map(strip, different))))
assert left[1] < 6
