"""Running code answers in child processes, and writing down what came out."""
