import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
days = np.arange(31)  # after day 15, more prompts are short or long
spread = 0.5 + 0.04 * np.clip(days - 15, 0, None)
lengths = np.exp(rng.normal(5, spread[:, None], size=(31, 5000)))

edges = np.quantile(lengths[0], np.linspace(0.1, 0.9, 9))  # ten bins
counts = [np.bincount(np.digitize(day, edges)) for day in lengths]
shares = np.array(counts) / 5000
change, ratio = shares - shares[0], shares / shares[0]
psi = (change * np.log(ratio)).sum(axis=1)  # one value a day
medians = np.median(lengths, axis=1)

plt.plot(days, psi, "o-")
plt.axhline(0.2, linestyle="--", color="black")
plt.text(0, 0.22, "alert above 0.2")
plt.gca().set(xlabel="day", ylabel="PSI of prompt lengths")
plt.savefig("figure.png")
print(f"medians: {medians.min():.0f} to {medians.max():.0f} tokens")
print("drift after day 15, first alert on day", days[psi > 0.2].min())
assert medians.max() < 1.1 * medians.min()
assert psi[:16].max() < 0.05 and psi[-3:].min() > 0.2
