from ast import parse
from calendar import isleap
from itertools import combinations, product
from math import comb, isclose

line = "lambda y: y % 4 {} 0 {} y % 100 {} 0 {} y % 400 {} 0"
equal, join = ["==", "!="], ["and", "or"]
choices = product(equal, join, equal, join, equal)
programs = [line.format(*choice) for choice in choices]
for program in programs:
    parse(program)  # raises SyntaxError unless valid
functions = [eval(program) for program in programs]
print(f"All {len(programs)} candidates are valid Python.")

passed = {}
print("tests  correct  pass@1  pass@4")
for years in [2023, 2024], range(1583, 3001):
    works = [all(f(y) == isleap(y) for y in years) for f in functions]
    n, c = len(works), sum(works)
    passed[len(years)] = c
    scores = [1 - comb(n - c, k) / comb(n, k) for k in (1, 4)]
    print(f"{len(years):5}{c:9}{scores[0]:8.1%}{scores[1]:8.1%}")
    draws = [any(draw) for draw in combinations(works, 4)]
    assert isclose(scores[1], sum(draws) / len(draws))
assert 0 < passed[1418] < passed[2] < len(programs)
