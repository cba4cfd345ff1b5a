assert total([]) == 0
print("empty list:", total([]))
