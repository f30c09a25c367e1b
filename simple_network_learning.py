# SPDX-License-Identifier: 0BSD
"""Teach a network of two layers the exclusive-or function, XOR.

Run: python3 simple_network_learning.py    (--help shows the options)

    x1 -- w11 -- hidden 1 (b1) -- z1 -- v1 --.        l1_weights = [[w11, w12],
      `-- w12 --. .                          |                      [w21, w22]]
                 X                       output (b)   l1_biases  = [b1, b2]
      .-- w21 --' `                          |        l2_weights = [v1, v2]
    x2 -- w22 -- hidden 2 (b2) -- z2 -- v2 --'        l2_bias    = b

Layer 1 (l1) is the hidden neurons, layer 2 (l2) the output neuron; wij leads from input i to
hidden neuron j. A neuron's excitation (also: pre-activation, net input) is the sum of its inputs,
each times its weight, plus its bias; its output is the sigmoid of that.
"""
import math
import random
import sys

LEARNING_RATE, LOSS_GOAL, MAX_ITERS = 3.0, 0.001, 10000
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]  # ((x1, x2), expected)
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def compute_excitation_vec(x, l1_weights, l1_biases):
    """Return the two hidden neurons' excitations, a list, from the inputs x = (x1, x2)."""
    (x1, x2), (b1, b2) = x, l1_biases
    (w11, w12), (w21, w22) = l1_weights
    exc_vec = [w11 * x1 + w21 * x2 + b1, w12 * x1 + w22 * x2 + b2]
    return exc_vec


def sigmoid(exc):
    """Return s = 1 / (1 + e^-exc), a number from 0 to 1. Its derivative is s * (1 - s)."""
    if exc < 0.0:
        power = math.exp(exc)
        return power / (1.0 + power)  # the fraction times power / power: nothing overflows
    return 1.0 / (1.0 + math.exp(-exc))


def compute_l1_outputs(exc_vec):
    """Return the two hidden neurons' outputs, z = [z1, z2], from their excitations."""
    z = [sigmoid(exc_vec[0]), sigmoid(exc_vec[1])]
    return z


def compute_excitation(z, l2_weights, l2_bias):
    """Return the output neuron's excitation, the number v1 * z1 + v2 * z2 + b."""
    return l2_weights[0] * z[0] + l2_weights[1] * z[1] + l2_bias


def compute_output(exc):
    """Return the network's output, a number, from the output neuron's excitation."""
    return sigmoid(exc)


def compute_loss(output, expected):
    """Return the loss of one pair, a number: half of (output - expected) squared."""
    return (output - expected) * (output - expected) / 2.0


def run_network(x, l1_weights, l1_biases, l2_weights, l2_bias):
    """The forward pass: return z = [z1, z2] and the output for the inputs x = (x1, x2)."""
    l1_outputs = compute_l1_outputs(compute_excitation_vec(x, l1_weights, l1_biases))
    excitation = compute_excitation(l1_outputs, l2_weights, l2_bias)
    return l1_outputs, compute_output(excitation)


# A neuron's delta is the derivative of one pair's loss with respect to its excitation, and so to
# its bias. The derivative with respect to a weight is the delta times what the weight multiplies.
def compute_l1_weight_gradients(output, expected, x, z, v):
    """Return the derivatives of one pair's loss with respect to l1_weights, laid out like them:
    xi * delta of hidden j. x: inputs, z: first layer's outputs, v: second layer's weights."""
    x1, x2 = x
    delta1, delta2 = compute_l1_bias_gradients(output, expected, z, v)
    l1_w_grads = [[x1 * delta1, x1 * delta2], [x2 * delta1, x2 * delta2]]
    return l1_w_grads


def compute_l1_bias_gradients(output, expected, z, v):
    """Return the two hidden deltas, a list. Chain rule: output delta * vj * zj * (1 - zj)."""
    delta = compute_l2_bias_gradient(output, expected)
    (z1, z2), (v1, v2) = z, v
    l1_b_grads = [delta * v1 * z1 * (1.0 - z1), delta * v2 * z2 * (1.0 - z2)]
    return l1_b_grads


def compute_l2_weight_gradients(output, expected, z):
    """Return the derivatives with respect to v1 and v2, a list: zj * output delta."""
    delta = compute_l2_bias_gradient(output, expected)
    l2_w_grads = [z[0] * delta, z[1] * delta]
    return l2_w_grads


def compute_l2_bias_gradient(output, expected):
    """Return the output neuron's delta: the loss's derivative times the sigmoid's (chain rule)."""
    return (output - expected) * output * (1.0 - output)


def test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR):
    """Print the outputs for each pair; return whether all are within 0.2 (no pairs: False)."""
    right = []
    print("\nx1  x2  hidden 1  hidden 2  output  expected")
    for (x1, x2), expected in bool_func:
        (z1, z2), output = run_network((x1, x2), l1_weights, l1_biases, l2_weights, l2_bias)
        print(f"{x1:2}  {x2:2}  {z1:8.3f}  {z2:8.3f}  {output:6.3f}  {expected:8}")
        right.append(abs(output - expected) <= 0.2)
    return len(right) > 0 and all(right)


def backpropagate(output, expected, inputs, l1_outputs, layer2_weights):
    """The backward pass: return one pair's four gradients, laid out like the network."""
    l1_w_grads = compute_l1_weight_gradients(output, expected, inputs, l1_outputs, layer2_weights)
    l1_b_grads = compute_l1_bias_gradients(output, expected, l1_outputs, layer2_weights)
    l2_w_grads = compute_l2_weight_gradients(output, expected, l1_outputs)
    l2_b_grad = compute_l2_bias_gradient(output, expected)
    return l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad


def learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE,
                           loss_goal=LOSS_GOAL, max_iters=MAX_ITERS, report=None, start=None):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent, until the loss, summed
    over the pairs, is at most loss_goal, or max_iters steps are done. start: the network to begin
    with, (l1_weights, l1_biases, l2_weights, l2_bias); if None, one partly random. If given,
    report(iterations, loss, network, last) is called before each step and, with last true, at the
    end. Return the network's four parts and iterations. Raise ValueError if bool_func is empty."""
    # A list, since bool_func may run only once, as a generator does; floats, as they are faster.
    pairs = [((float(x1), float(x2)), float(expected)) for (x1, x2), expected in bool_func]
    if not pairs:
        raise ValueError("bool_func holds no pairs")
    if start is None:
        # Equal hidden neurons would stay equal, so 1 and -1 part them. Chance only varies runs.
        start = ([[random.uniform(1, 2), random.uniform(1, 2)],
                  [random.uniform(1, 2), random.uniform(1, 2)]], [0, 0], [1, -1], 0)
    # Copies, here and before each step: start, and what report keeps, must not change.
    layer1_weights = [list(start[0][0]), list(start[0][1])]
    layer1_biases, layer2_weights, layer2_bias = list(start[1]), list(start[2]), start[3]
    iterations = 0
    while True:
        loss, gradients = 0.0, []
        for inputs, expected in pairs:
            l1_outputs, output = run_network(
                inputs, layer1_weights, layer1_biases, layer2_weights, layer2_bias)
            loss += compute_loss(output, expected)
            gradients.append(backpropagate(output, expected, inputs, l1_outputs, layer2_weights))
        last = loss <= loss_goal or iterations >= max_iters
        if report:
            network = (layer1_weights, layer1_biases, layer2_weights, layer2_bias)
            report(iterations, loss, network, last)
        if last:
            return layer1_weights, layer1_biases, layer2_weights, layer2_bias, iterations
        # All derivatives (dw11: by w11) are of one and the same network; only now does it move.
        layer1_weights = [list(layer1_weights[0]), list(layer1_weights[1])]
        layer1_biases, layer2_weights = list(layer1_biases), list(layer2_weights)
        for ((dw11, dw12), (dw21, dw22)), (db1, db2), (dv1, dv2), db in gradients:
            layer1_weights[0][0] -= learning_rate * dw11
            layer1_weights[0][1] -= learning_rate * dw12
            layer1_weights[1][0] -= learning_rate * dw21
            layer1_weights[1][1] -= learning_rate * dw22
            layer1_biases[0] -= learning_rate * db1
            layer1_biases[1] -= learning_rate * db2
            layer2_weights[0] -= learning_rate * dv1
            layer2_weights[1] -= learning_rate * dv2
            layer2_bias -= learning_rate * db
        iterations += 1


# What stands below only shows more, and reads the command line.
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}
# pytest must not take it for a test; in MicroPython functions have no __dict__, hence getattr.
getattr(test_if_we_learned, "__dict__", {})["__test__"] = False


def show_loss(iterations, loss, _network, last):
    """A report: print the loss, and a bar of 28 # for 1, at iterations 0, 1, 2, 5 ... and last."""
    if last or iterations in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        print(f"{iterations:9}  {loss:8.6f}  {'#' * int(28 * loss)}".rstrip())


def show_numbers(l1_weights, l1_biases, l2_weights, l2_bias):
    """Print each neuron as a formula, with the numbers that it has learned."""
    (w11, w12), (w21, w22) = l1_weights
    (b1, b2), (v1, v2) = l1_biases, l2_weights
    text = (f"\nhidden 1 = sigmoid({w11:.3g} * x1 {w21:+.3g} * x2 {b1:+.3g})\n"
            f"hidden 2 = sigmoid({w12:.3g} * x1 {w22:+.3g} * x2 {b2:+.3g})\n"
            f"output   = sigmoid({v1:.3g} * hidden 1 {v2:+.3g} * hidden 2 {l2_bias:+.3g})")
    print(text.replace(" +", " + ").replace(" -", " - "))


def draw(outputs):
    """Return a row of a map: for each output a character, from blank for 0 to @ for 0.9 to 1."""
    return "|" + "".join([" .:-=+*#%@@"[int(10 * output)] for output in outputs]) + "|"


def show_maps(*network):
    """Print each neuron's outputs for inputs from 0 to 1, x1 to the right and x2 upwards."""
    print('\nOutputs for inputs from 0 to 1, low to high: " .:-=" below 0.5, then "+*#%@".')
    print("x2         hidden 1                hidden 2                 output")
    for row in range(10, -1, -1):
        cells = [run_network((i / 20, row / 10), *network) for i in range(21)]
        print(row / 10, draw([z[0] for z, output in cells]), draw([z[1] for z, output in cells]),
              draw([output for z, output in cells]))
    print("x1" + "   0                   1" * 3)


def learn_and_show(function="XOR", seed=1, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
                   max_iters=MAX_ITERS):
    """Learn the function of that name, print all about it, and return whether it is learned."""
    print(f"Learning {function} with 2 inputs, 2 hidden neurons and 1 output neuron.")
    print(f"Seed {seed}, learning rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n\niteration      loss, all four outputs together")
    random.seed(seed)
    l1_weights, l1_biases, l2_weights, l2_bias, iterations = learn_boolean_function(
        FUNCTIONS[function], learning_rate, loss_goal, max_iters, show_loss)
    learned = test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, FUNCTIONS[function])
    show_numbers(l1_weights, l1_biases, l2_weights, l2_bias)
    show_maps(l1_weights, l1_biases, l2_weights, l2_bias)
    if learned:
        print(f"\nLearned {function} in {iterations} iterations: all within 0.2 of expected.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations: not all within 0.2.")
        print("Try another --seed or --learning-rate, more --max-iters, a smaller --loss-goal.")
    return learned


def read_options():
    """Return the command line's options as a dict; where one is bad, say so and exit with 2."""
    import argparse  # only here: runs without options do without it
    parser = argparse.ArgumentParser(description="Teach a network XOR, or the function named.",
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS, default="XOR")
    parser.add_argument("--seed", type=int, default=1, help="for the random start")
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE, help="step size")
    parser.add_argument("--loss-goal", type=float, default=LOSS_GOAL, help="loss to stop at")
    parser.add_argument("--max-iters", type=int, default=MAX_ITERS, help="most steps to take")
    options = parser.parse_args()
    if not (0 < options.learning_rate < math.inf and 0 < options.loss_goal < math.inf):
        parser.error("--learning-rate and --loss-goal must be positive and finite")
    if options.seed < 0 or options.max_iters < 0:  # random.seed would take -1 for 1
        parser.error("--seed and --max-iters must not be negative")
    return vars(options)


if __name__ == "__main__":
    # Pasted code has no file and no command line, and must not end its notebook or prompt.
    pasted = "__file__" not in globals()
    options = {} if pasted or len(sys.argv) < 2 else read_options()
    if not learn_and_show(**options) and not pasted:
        sys.exit(1)
