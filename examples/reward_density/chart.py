"""A chart of lines as SVG, and the same numbers for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COLOURS = ("#c2410c", "#1d4ed8", "#15803d")
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 360, 56, 48, 150, 48


def line_chart(title: str, x_title: str, lines: Mapping[str, Sequence[float]]) -> str:
    """Shares, 0 to 1, over steps that are counted from 1; one line for each name."""
    steps = max(len(values) for values in lines.values())
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def x(step: int) -> float:
        return LEFT + (right - LEFT) * step / max(1, steps - 1)

    def y(share: float) -> float:
        return bottom - (bottom - TOP) * share

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="13">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="16">{title}</text>',
        f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{x_title}</text>',
    ]
    for tenths in range(0, 11, 2):
        level = y(tenths / 10)
        parts.append(f'<line x1="{LEFT}" x2="{right}" y1="{level:.1f}" y2="{level:.1f}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{level + 4:.1f}" text-anchor="end">{tenths * 10} %</text>')
    parts += [
        f'<text x="{x(step):.1f}" y="{bottom + 18}" text-anchor="middle">{step + 1}</text>'
        for step in range(0, steps, max(1, steps // 6))
    ]
    # Names stand beside the ends of their lines, a line of text apart.
    name_y = TOP - 18.0
    for index, (name, values) in sorted(enumerate(lines.items()), key=lambda line: y(line[1][1][-1])):
        colour = COLOURS[index % len(COLOURS)]
        points = " ".join(f"{x(step):.1f},{y(share):.1f}" for step, share in enumerate(values))
        name_y = max(name_y + 18, y(values[-1]) + 4)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts.append(f'<text x="{right + 10}" y="{name_y:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def table(lines: Mapping[str, Sequence[float]], *, rows: int = 8) -> str:
    """Means over as many stretches of steps."""
    steps = max(len(values) for values in lines.values())
    size = max(1, -(-steps // rows))
    head = f"{'steps':>9}" + "".join(f"{name:>16}" for name in lines)
    body = []
    for first in range(0, steps, size):
        last = min(first + size, steps)
        means = [sum(values[first:last]) / (last - first) for values in lines.values()]
        body.append(f"{f'{first + 1}-{last}':>9}" + "".join(f"{mean:>14.0%}  " for mean in means))
    return "\n".join([head, *body])
