# SPDX-License-Identifier: 0BSD
"""Teach one neuron AND and OR, and show that it cannot learn XOR.

Run: python3 one_neuron.py, then python3 one_neuron.py XOR    (--help shows the options)
Use: from one_neuron import *
     weight_vec, bias_vec, iterations = learn_boolean_function(BOOLEAN_OR)
     output_learning_results(BOOLEAN_OR, weight_vec, bias_vec, iterations)

    x1 --- w1 ---.                    weight_vec = [w1, w2]
                  neuron --- output   input_vec  = (x1, x2)
    x2 --- w2 ---'    (b)             bias_vec   = b, one number

    excitation = w1 * x1 + w2 * x2 + b    (also: pre-activation, net input)
    output     = sigmoid(excitation)

The points (x1, x2) where the excitation is 0 form a straight line (unless w1 and w2 are both 0).
On one side of it the output is above 0.5, on the other below. No straight line separates the two
1s of XOR from its two 0s: the middle of the square is halfway between the 1s, and halfway between
the 0s, so it would have to lie on both sides.
Most functions are named and ordered as in Alex Owens's code, github.com/aowens-21/basic-learning.
"""
import math
import sys

LEARNING_RATE = 3.0  # each step subtracts this times the gradient of the summed loss
LOSS_GOAL = 0.001  # learning stops when the loss, summed over the pairs, is at most this
MAX_ITERS = 10000  # learning stops, at the latest, after this many steps
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]  # ((x1, x2), expected)
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def sigmoid(excitation):
    """Return s = 1 / (1 + e^-excitation), a number from 0 to 1. Its derivative is s * (1 - s)."""
    if excitation >= 0.0:
        return 1.0 / (1.0 + math.exp(-excitation))
    power = math.exp(excitation)
    return power / (1.0 + power)  # the same, but e^-excitation overflows if excitation < -709


def compute_output(weight_vec, input_vec, bias_vec):
    """Return the neuron's output, a number: the sigmoid of its excitation."""
    return sigmoid(compute_excitation(weight_vec, input_vec, bias_vec))


def compute_excitation(weight_vec, input_vec, bias_vec):
    """Return the neuron's excitation, the number w1 * x1 + w2 * x2 + b."""
    w1, w2 = weight_vec
    x1, x2 = input_vec
    return w1 * x1 + w2 * x2 + bias_vec


def compute_gradient(output, expected_output, input_vec=1):
    """Return the derivative of one pair's loss with respect to a weight. input_vec is the number
    that this weight multiplies; with the default, 1, the derivative is that for the bias.
    Chain rule: the loss's derivative, output - expected_output, times the sigmoid's,
    output * (1 - output), times the excitation's, input_vec."""
    return (output - expected_output) * output * (1.0 - output) * input_vec


def compute_loss(output, expected_output):
    """Return the loss of one pair, a number: (output - expected_output) squared, divided by 2.
    The 2 cancels in the derivative of the loss, which is just output - expected_output."""
    error = output - expected_output
    return error * error / 2.0


def output_learning_results(func_learned, weight_vec, bias_vec, iterations):
    """Print the output for each pair. Return whether all outputs are within 0.2 of what is
    expected (a loss of at most 0.02 ensures that, 0.2 * 0.2 / 2); without pairs, return False."""
    right = []
    print(f"\nAfter {iterations} iterations:\nx1  x2  output  expected")
    for (x1, x2), expected_output in func_learned:
        output = compute_output(weight_vec, (x1, x2), bias_vec)
        print(f"{x1:2}  {x2:2}  {output:6.3f}  {expected_output:8}")
        right.append(abs(output - expected_output) <= 0.2)
    return len(right) > 0 and all(right)


def learn_boolean_function(bool_func=BOOLEAN_OR, loss_goal=LOSS_GOAL, learning_rate=LEARNING_RATE,
                           max_iters=MAX_ITERS, report=None, start=((0, 0), 0)):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent (gradient descent): each
    step subtracts learning_rate times the gradient of the loss, summed over the pairs.
    Stop when that loss is at most loss_goal, or after max_iters steps.
    Return weight_vec, bias_vec and iterations, the steps taken. Without pairs, raise ValueError.
    start: the neuron to begin with, (weight_vec, bias_vec). Unlike in a network, 0s will do.
    report: if given, report(iterations, loss, (weight_vec, bias_vec), last) is called before each
    step, with last False, and once at the end, with last True.
    Pass all but bool_func by name, as simple_network_learning.py has another order."""
    # A list, because a generator can be read only once, and each step reads all pairs. float(),
    # because NumPy's numbers, as in Owens's tables, would make each step several times as slow.
    pairs = [((float(x1), float(x2)), float(expected)) for (x1, x2), expected in bool_func]
    if not pairs:
        raise ValueError("bool_func holds no pairs")
    (w1, w2), bias_vec = start
    iterations = 0
    while True:
        weight_vec = [w1, w2]  # a new list for each step, as report may keep it
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
        w1 -= learning_rate * w1_gradient
        w2 -= learning_rate * w2_gradient
        bias_vec -= learning_rate * bias_gradient
        iterations += 1


# The rest prints progress and results, and reads the command line.
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}


def show_loss(iterations, loss, _neuron, last):
    """Report the loss as a number and a bar, at iterations 0, 1, 2, 5 ... 5000 and at the last."""
    if last or iterations in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        bar = "#" * int(28 * loss)  # at most 56 of them, as the loss of four pairs is at most 2
        print(f"{iterations:9}  {loss:8.6f}  {bar}".rstrip())


def draw(outputs):
    """Return a row of a map, a character per output: a blank below 0.1, up to @ from 0.9 on."""
    tenths = [int(10 * max(0.0, min(output, 0.99))) for output in outputs]  # each from 0 to 9
    return "|" + "".join([" .:-=+*#%@"[tenth] for tenth in tenths]) + "|"


def show_map(weight_vec, bias_vec):
    """Print the neuron's outputs for inputs from 0 to 1, x1 to the right and x2 upwards."""
    print('\nOutputs for inputs from 0 to 1, low to high: " .:-=" below 0.5, then "+*#%@".')
    print('Where "=" meets "+", the border is a straight line.\nx2')
    for row in range(10, -1, -1):
        outputs = [compute_output(weight_vec, (i / 20, row / 10), bias_vec) for i in range(21)]
        print(row / 10, draw(outputs))
    print("x1   0                   1")


def learn_and_show(function=None, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
                   max_iters=MAX_ITERS):
    """Learn the function with this name (without one, AND and then OR); print the results."""
    if function is None:
        learn_and_show("AND", learning_rate, loss_goal, max_iters)
        print()
        learn_and_show("OR", learning_rate, loss_goal, max_iters)
        return
    print(f"Learning {function} with 2 inputs and 1 neuron.")
    print(f"Learning rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n")
    print("iteration      loss, summed over the pairs")
    weight_vec, bias_vec, iterations = learn_boolean_function(
        FUNCTIONS[function], loss_goal=loss_goal, learning_rate=learning_rate,
        max_iters=max_iters, report=show_loss)
    learned = output_learning_results(FUNCTIONS[function], weight_vec, bias_vec, iterations)
    w1, w2 = weight_vec
    text = f"\noutput = sigmoid({w1:.3g} * x1 {w2:+.3g} * x2 {bias_vec:+.3g})"
    print(text.replace(" +", " + ").replace(" -", " - "))  # "+2" becomes "+ 2"
    show_map(weight_vec, bias_vec)
    if learned:
        print(f"\nLearned {function} in {iterations} iterations: all within 0.2 of expected.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations: not all within 0.2.")
        if function == "XOR":
            print("It starts at 0, where the gradients of the four pairs cancel. No other start\n"
                  "helps, because no straight line separates the 1s of XOR from its 0s.\n"
                  "Two layers of neurons can learn XOR: see simple_network_learning.py.")
        else:
            print("Try another --learning-rate, a larger --max-iters or a smaller --loss-goal.")


def read_options():
    """Return the command line's options as a dict. For a bad one, argparse exits with status 2."""
    import argparse  # only here, as MicroPython has no argparse (run it there without options)
    parser = argparse.ArgumentParser(description="Teach one neuron AND and OR, or one you name.",
                                     epilog="One neuron cannot learn XOR.",
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS)
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE, help="step size")
    parser.add_argument("--loss-goal", type=float, default=LOSS_GOAL, help="loss to stop at")
    parser.add_argument("--max-iters", type=int, default=MAX_ITERS, help="maximum number of steps")
    options = parser.parse_args()
    if not (0 < options.learning_rate < math.inf and 0 < options.loss_goal < math.inf):
        parser.error("--learning-rate and --loss-goal must be positive and finite")
    if options.max_iters < 0:
        parser.error("--max-iters must not be negative")
    return vars(options)


if __name__ == "__main__":
    # Read the options if they are this script's. Pasted code has no __file__, or finds no options;
    # VS Code's Interactive Window has both, but its options are ipykernel's.
    options = {}
    if "__file__" in globals() and len(sys.argv) > 1 and "ipykernel" not in sys.argv[0]:
        options = read_options()
    learn_and_show(**options)
