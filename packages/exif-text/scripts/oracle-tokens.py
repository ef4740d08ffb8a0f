"""Writes src/fixtures/token-oracle.json: what the Rust library `tokenizers` makes of some texts.

    pip install tokenizers
    node -e "import('./dist/index.js').then((m) => console.log(JSON.stringify(m.exifTokenizerJson())))" > exif.json
    python3 scripts/oracle-tokens.py exif.json ../../../shared/data/models/distilbert-random-tiny/tokenizer.json
"""

import json
import sys

from tokenizers import Tokenizer

TEXTS = [
    "",
    "Make: Canon, Model: Canon EOS 350D DIGITAL, ExposureTime: 1/60, FNumber: 5.6, Flash: Off, Did not fire",
    "Make: NIKON CORPORATION, Model: NIKON D70, PhotographicSensitivity: 400, FocalLength: 18",
    "Canon EOS 350D, 1/60 s, f/5.6, ISO 400, 50 mm, flash off, did not fire",
    "Make: Canon, Model: Unknown, XResolution: 72 dots per inch, ExposureBiasValue: -1 EV",
    "JpegQuality: 75, Resize: 0.8 bicubic, LensSpecification: 4.5-36mm f/3.3-6.3",
    "Software: Caf\u00e9 \u00dcber na\u00efve",
    "Software: \u76f8\u673a 2.0 \U0001f4f7",
    "a  b\tc\nd",
    "~`!@#$%^&*()_+-={}[]|\\:\";'<>?,./",
    "x" * 150,
]

exif, bert = (Tokenizer.from_file(path) for path in sys.argv[1:3])
rows = [{"text": text, "exif": exif.encode(text).ids, "bert": bert.encode(text).ids} for text in TEXTS]
with open("src/fixtures/token-oracle.json", "w") as file:
    json.dump(rows, file, ensure_ascii=False)
    file.write("\n")
