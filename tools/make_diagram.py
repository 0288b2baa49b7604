"""Draw the thread into docs/thread.svg: ``python tools/make_diagram.py``."""

from pathlib import Path

from faden.core.files import write_atomic

STAGES = (
    ("words", "interviews and\nworkshops"),
    ("codes", "a codebook,\ntwo coders"),
    ("needs", "clusters proposed,\npeople decide"),
    ("findings", "evidence and\ncounter-evidence"),
    ("personas", "composites,\nno real person"),
    ("prototype", "clickable,\nmany languages"),
    ("site", "published past\nthe gate"),
)
WIDTH, HEIGHT, STEP = 980, 150, 140


def main() -> None:
    """Write the picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="t d" font-family="system-ui, sans-serif">',
        '<title id="t">The thread of faden</title>',
        '<desc id="d">Words become codes, codes needs, needs findings, findings personas, '
        "personas a prototype, and all of it a published site.</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" fill="#fbf7f2"/>',
        f'<path d="M20 50 C 160 20, 300 80, 490 50 S 820 20, {WIDTH - 20} 50" fill="none" '
        'stroke="#b3261e" stroke-width="4" stroke-linecap="round"/>',
    ]
    for at, (name, told) in enumerate(STAGES):
        x = 70 + at * STEP
        parts.append(f'<circle cx="{x}" cy="50" r="11" fill="#fbf7f2" stroke="#b3261e" stroke-width="4"/>')
        style = 'text-anchor="middle" font-size="17" font-weight="600" fill="#2b2320"'
        parts.append(f'<text x="{x}" y="92" {style}>{name}</text>')
        style = 'text-anchor="middle" font-size="13" fill="#5a4d48"'
        for row, line in enumerate(told.split("\n")):
            parts.append(f'<text x="{x}" y="{112 + 16 * row}" {style}>{line}</text>')
    parts.append("</svg>")
    write_atomic(Path(__file__).parent.parent / "docs/thread.svg", "\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
