# SPDX-License-Identifier: 0BSD
"""Teach one neuron AND and OR, and show that it cannot learn XOR.

Run: python3 one_neuron.py, then python3 one_neuron.py XOR    (--help shows the options)

    x1 --- w1 ---.                    weight_vec = [w1, w2]
                  neuron --- output   input_vec  = (x1, x2)
    x2 --- w2 ---'    (b)             bias_vec   = b, one number

The neuron's excitation (also: pre-activation, net input) is the sum of its inputs, each
times its weight, plus its bias; its output is the sigmoid of that.
"""
import math
import sys

LEARNING_RATE, LOSS_GOAL, MAX_ITERS = 3.0, 0.001, 10000
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]  # ((x1, x2), expected)
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def sigmoid(excitation):
    """Return s = 1 / (1 + e^-excitation), a number from 0 to 1. Its derivative is s * (1 - s)."""
    if excitation < 0.0:
        power = math.exp(excitation)
        return power / (1.0 + power)  # the fraction times power / power: nothing overflows
    return 1.0 / (1.0 + math.exp(-excitation))


def compute_output(weight_vec, input_vec, bias_vec):
    """Return the neuron's output, a number: the sigmoid of its excitation."""
    return sigmoid(compute_excitation(weight_vec, input_vec, bias_vec))


def compute_excitation(weight_vec, input_vec, bias_vec):
    """Return the neuron's excitation, the number w1 * x1 + w2 * x2 + b."""
    w1, w2 = weight_vec
    x1, x2 = input_vec
    return w1 * x1 + w2 * x2 + bias_vec


def compute_gradient(output, expected_output, input_vec=1):
    """Return the derivative of one pair's loss with respect to the weight whose input, a number,
    is input_vec; with the default 1, with respect to the bias. By the chain rule: the loss's
    derivative times the sigmoid's, output * (1 - output), times the excitation's, input_vec."""
    return (output - expected_output) * output * (1.0 - output) * input_vec


def compute_loss(output, expected_output):
    """Return the loss of one pair, a number: half of (output - expected_output) squared."""
    return (output - expected_output) * (output - expected_output) / 2.0


def output_learning_results(func_learned, weight_vec, bias_vec, iterations):
    """Print the output for each pair; return whether all are within 0.2 (no pairs: False)."""
    right = []
    print(f"\nAfter {iterations} iterations:\nx1  x2  output  expected")
    for (x1, x2), expected_output in func_learned:
        output = compute_output(weight_vec, (x1, x2), bias_vec)
        print(f"{x1:2}  {x2:2}  {output:6.3f}  {expected_output:8}")
        right.append(abs(output - expected_output) <= 0.2)
    return len(right) > 0 and all(right)


def learn_boolean_function(bool_func=BOOLEAN_OR, loss_goal=LOSS_GOAL, learning_rate=LEARNING_RATE,
                           max_iters=MAX_ITERS, report=None, start=((0, 0), 0)):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent, until the loss, summed
    over the pairs, is at most loss_goal, or max_iters steps are done. start: the neuron to begin
    with, (weight_vec, bias_vec), or else zeros. If given, report(iterations, loss, neuron, last)
    is called before each step and, with last true, at the end. Return weight_vec, bias_vec and
    iterations. Raise ValueError if bool_func is empty."""
    # A list, since bool_func may run only once, as a generator does; floats, as they are faster.
    pairs = [((float(x1), float(x2)), float(expected)) for (x1, x2), expected in bool_func]
    if not pairs:
        raise ValueError("bool_func holds no pairs")
    weight_vec, bias_vec = list(start[0]), start[1]  # a copy: start must not change
    iterations = 0
    while True:
        loss = w1_gradient = w2_gradient = bias_gradient = 0.0
        for input_vec, expected_output in pairs:
            output = compute_output(weight_vec, input_vec, bias_vec)
            loss += compute_loss(output, expected_output)
            w1_gradient += compute_gradient(output, expected_output, input_vec[0])
            w2_gradient += compute_gradient(output, expected_output, input_vec[1])
            bias_gradient += compute_gradient(output, expected_output)
        last = loss <= loss_goal or iterations >= max_iters
        if report:
            report(iterations, loss, (weight_vec, bias_vec), last)
        if last:
            return weight_vec, bias_vec, iterations
        # The step: to a new list, as report may have kept the old.
        weight_vec = [weight_vec[0] - learning_rate * w1_gradient,
                      weight_vec[1] - learning_rate * w2_gradient]
        bias_vec -= learning_rate * bias_gradient
        iterations += 1


# What stands below only shows more, and reads the command line.
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}


def show_loss(iterations, loss, _neuron, last):
    """A report: print the loss, and a bar of 28 # for 1, at iterations 0, 1, 2, 5 ... and last."""
    if last or iterations in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        print(f"{iterations:9}  {loss:8.6f}  {'#' * int(28 * loss)}".rstrip())


def draw(outputs):
    """Return a row of a map: for each output a character, from blank for 0 to @ for 0.9 to 1."""
    return "|" + "".join([" .:-=+*#%@@"[int(10 * output)] for output in outputs]) + "|"


def show_map(weight_vec, bias_vec):
    """Print the neuron's outputs for inputs from 0 to 1, x1 to the right and x2 upwards."""
    print('\nOutputs for inputs from 0 to 1, low to high: " .:-=" below 0.5, then "+*#%@".')
    print("Only a straight line can part low from high.\nx2")
    for row in range(10, -1, -1):
        outputs = [compute_output(weight_vec, (i / 20, row / 10), bias_vec) for i in range(21)]
        print(row / 10, draw(outputs))
    print("x1   0                   1")


def learn_and_show(function=None, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
                   max_iters=MAX_ITERS):
    """Learn the function of that name, or AND and then OR; print all, return whether learned."""
    if function is None:
        and_learned = learn_and_show("AND", learning_rate, loss_goal, max_iters)
        print()
        or_learned = learn_and_show("OR", learning_rate, loss_goal, max_iters)
        return and_learned and or_learned
    print(f"Learning {function} with 2 inputs and 1 neuron.")
    print(f"Learning rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n\niteration      loss, all four outputs together")
    weight_vec, bias_vec, iterations = learn_boolean_function(
        FUNCTIONS[function], loss_goal, learning_rate, max_iters, show_loss)
    learned = output_learning_results(FUNCTIONS[function], weight_vec, bias_vec, iterations)
    w1, w2 = weight_vec
    text = f"\noutput = sigmoid({w1:.3g} * x1 {w2:+.3g} * x2 {bias_vec:+.3g})"
    print(text.replace(" +", " + ").replace(" -", " - "))
    show_map(weight_vec, bias_vec)
    if learned:
        print(f"\nLearned {function} in {iterations} iterations: all within 0.2 of expected.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations: not all within 0.2.")
        if function == "XOR":
            print("The four pairs' gradients cancel: nothing moves. No weights have less loss.\n"
                  "No straight line separates the 1s of XOR from its 0s, and one neuron has only\n"
                  "a straight line. Two layers can: see simple_network_learning.py.")
        else:
            print("Try another --learning-rate, a larger --max-iters or a smaller --loss-goal.")
    return learned


def read_options():
    """Return the command line's options as a dict; where one is bad, say so and exit with 2."""
    import argparse  # only here: runs without options do without it
    parser = argparse.ArgumentParser(description="Teach one neuron AND and OR, or the one named.",
                                     epilog="One neuron cannot learn XOR.",
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS)
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE, help="step size")
    parser.add_argument("--loss-goal", type=float, default=LOSS_GOAL, help="loss to stop at")
    parser.add_argument("--max-iters", type=int, default=MAX_ITERS, help="most steps to take")
    options = parser.parse_args()
    if not (0 < options.learning_rate < math.inf and 0 < options.loss_goal < math.inf):
        parser.error("--learning-rate and --loss-goal must be positive and finite")
    if options.max_iters < 0:
        parser.error("--max-iters must not be negative")
    return vars(options)


if __name__ == "__main__":
    # Pasted code has no file and no command line, and must not end its notebook or prompt.
    pasted = "__file__" not in globals()
    options = {} if pasted or len(sys.argv) < 2 else read_options()
    if not learn_and_show(**options) and not pasted:
        sys.exit(1)
