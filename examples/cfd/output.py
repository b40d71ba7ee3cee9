"""What the program writes: the course's two text files, and the picture."""

from pathlib import Path

from examples.cfd.flow import velocity


def write_data(directory, psi, scale):
    """Write `velocity.dat` and `colourmap.dat` into a directory, so that a plain `diff` is a test."""
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    ux, uy, speed = velocity(psi)
    m, n = speed.shape

    lines = [f"{m // scale} {n // scale}\n"]
    for i in range(0, m, scale):
        for j in range(0, n, scale):
            lines.append("%5d %5d %10.5f %10.5f\n" % (i // scale, j // scale, ux[i, j], uy[i, j]))
    (directory / "velocity.dat").write_text("".join(lines))

    lines = [f"{m} {n}\n"]
    for i in range(m):
        for j in range(n):
            lines.append("%5d %5d %10.5f\n" % (i, j, speed[i, j] ** 0.6))
    (directory / "colourmap.dat").write_text("".join(lines))


def draw(file, psi, scale, iterations, reynolds, error):
    """Draw the speed of the flow in colours, with stream lines on it, into a PNG (or what the suffix says)."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    ux, uy, speed = velocity(psi)
    m, n = speed.shape
    x, y = np.arange(1, m + 1), np.arange(1, n + 1)
    flow = "irrotational" if reynolds is None else f"Re {reynolds:g}"

    figure, axes = plt.subplots(figsize=(8, 7), layout="constrained")
    # index i is x: transposed, because an image has its rows first
    image = axes.imshow(
        speed.T, origin="lower", extent=(0.5, m + 0.5, 0.5, n + 0.5), cmap="inferno", interpolation="bilinear"
    )
    figure.colorbar(image, ax=axes, label="speed")
    axes.streamplot(
        x, y, ux.T, uy.T, color="white", density=1.4, arrowsize=0.7, linewidth=0.3 + 2 * speed.T / speed.max()
    )
    axes.set(
        xlim=(0.5, m + 0.5),
        ylim=(0.5, n + 0.5),
        xlabel="x",
        ylabel="y",
        aspect="equal",
        title=f"scale {scale}, {iterations} iterations, {flow}, error {error:.4e}",
    )
    figure.savefig(file, dpi=120)
    plt.close(figure)
