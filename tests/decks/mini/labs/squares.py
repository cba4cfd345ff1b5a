import matplotlib.pyplot as plt

numbers = range(1, 8)
squares = [n * n for n in numbers]
steps = [b - a for a, b in zip(squares, squares[1:])]
assert all(step == 2 * n + 1 for n, step in zip(numbers, steps))
print("squares:", *squares)
print("steps:  ", *steps)

plt.plot(numbers, squares, marker="o")
plt.xlabel("number")
plt.ylabel("square")
plt.savefig("figure.png")
