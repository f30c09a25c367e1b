# SPDX-License-Identifier: 0BSD
"""Teach a network of two layers the exclusive-or function, XOR.

Run: python3 simple_network_learning.py    (--help shows the options)
Use: import random, simple_network_learning as net
     random.seed(1)  # the same start as in the run above
     *network, iterations = net.learn_boolean_function(net.BOOLEAN_XOR)
     net.test_if_we_learned(*network)

    x1 -- w11 --.
                 hidden 1 (b1) -- z1 -- v1 --.           l1_weights = [[w11, w12],
    x2 -- w21 --'                             |                        [w21, w22]]
                                          output (b)     l1_biases  = [b1, b2]
    x1 -- w12 --.                             |          l2_weights = [v1, v2]
                 hidden 2 (b2) -- z2 -- v2 --'           l2_bias    = b
    x2 -- w22 --'

    z1     = sigmoid(w11 * x1 + w21 * x2 + b1)    wij leads from xi to hidden neuron j
    z2     = sigmoid(w12 * x1 + w22 * x2 + b2)
    output = sigmoid(v1 * z1 + v2 * z2 + b)

Layer 1 (l1) is the hidden neurons, and layer 2 (l2) is the output neuron. The number in the
brackets of sigmoid(...) is the neuron's excitation (also: pre-activation, net input). One neuron
can learn OR or AND, but not XOR. XOR is "OR, but not AND": here hidden 1 becomes OR, hidden 2
becomes AND, and the output neuron subtracts. Most functions have the names and the order of those
in Alex Owens's code, https://github.com/aowens-21/basic-learning.
"""
import math
import random
import sys

LEARNING_RATE = 3.0  # each step subtracts this times the gradient of the summed loss
LOSS_GOAL = 0.001  # learning stops when the loss, summed over the pairs, is at most this
MAX_ITERS = 10000  # learning stops, at the latest, after this many steps
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]  # ((x1, x2), expected)
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def compute_excitation_vec(x, l1_weights, l1_biases):
    """Return the two hidden neurons' excitations, a list, from the inputs x = (x1, x2)."""
    x1, x2 = x
    (w11, w12), (w21, w22) = l1_weights
    b1, b2 = l1_biases
    exc_vec = [w11 * x1 + w21 * x2 + b1, w12 * x1 + w22 * x2 + b2]
    return exc_vec


def sigmoid(exc):
    """Return s = 1 / (1 + e^-exc), a number from 0 to 1. Its derivative is s * (1 - s)."""
    if exc >= 0.0:
        return 1.0 / (1.0 + math.exp(-exc))
    power = math.exp(exc)
    return power / (1.0 + power)  # the same, but e^-exc overflows if exc < -709


def compute_l1_outputs(exc_vec):
    """Return the two hidden neurons' outputs, z = [z1, z2], from their excitations."""
    z = [sigmoid(exc_vec[0]), sigmoid(exc_vec[1])]
    return z


def compute_excitation(z, l2_weights, l2_bias):
    """Return the output neuron's excitation, the number v1 * z1 + v2 * z2 + b."""
    z1, z2 = z
    v1, v2 = l2_weights
    return v1 * z1 + v2 * z2 + l2_bias


def compute_output(exc):
    """Return the network's output, a number, from the output neuron's excitation."""
    return sigmoid(exc)


def compute_loss(output, expected):
    """Return the loss of one pair, a number: (output - expected) squared, divided by 2.
    The 2 cancels in the derivative of the loss, which is just output - expected."""
    error = output - expected
    return error * error / 2.0


def run_network(x, l1_weights, l1_biases, l2_weights, l2_bias):
    """The forward pass: return z = [z1, z2] and the output for the inputs x = (x1, x2)."""
    l1_outputs = compute_l1_outputs(compute_excitation_vec(x, l1_weights, l1_biases))
    excitation = compute_excitation(l1_outputs, l2_weights, l2_bias)
    return l1_outputs, compute_output(excitation)


# Backpropagation. A gradient holds derivatives of the loss, here of one pair's loss. A neuron's
# delta is the derivative with respect to its excitation. For its bias it is the same, as the bias
# is simply added; for a weight it is the delta times the number that the weight multiplies. Each
# function works out its deltas anew, so that it can be called alone; libraries do that only once.
def compute_l1_weight_gradients(output, expected, x, z, v):
    """Return the derivatives of one pair's loss with respect to l1_weights, laid out like them:
    xi * delta of hidden j. x: the inputs, z: layer 1's outputs, v: layer 2's weights."""
    x1, x2 = x
    delta1, delta2 = compute_l1_bias_gradients(output, expected, z, v)
    l1_w_grads = [[x1 * delta1, x1 * delta2], [x2 * delta1, x2 * delta2]]
    return l1_w_grads


def compute_l1_bias_gradients(output, expected, z, v):
    """Return the two hidden deltas, a list. Chain rule: the output delta, times vj, which leads
    from hidden j to the output neuron, times the sigmoid's derivative, zj * (1 - zj)."""
    delta = compute_l2_bias_gradient(output, expected)
    z1, z2 = z
    v1, v2 = v
    l1_b_grads = [delta * v1 * z1 * (1.0 - z1), delta * v2 * z2 * (1.0 - z2)]
    return l1_b_grads


def compute_l2_weight_gradients(output, expected, z):
    """Return the derivatives with respect to v1 and v2, a list: zj * output delta."""
    delta = compute_l2_bias_gradient(output, expected)
    l2_w_grads = [z[0] * delta, z[1] * delta]
    return l2_w_grads


def compute_l2_bias_gradient(output, expected):
    """Return the output neuron's delta. Chain rule: the loss's derivative, output - expected,
    times the sigmoid's, output * (1 - output)."""
    return (output - expected) * output * (1.0 - output)


def test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR):
    """Print each neuron's output for each pair. Return whether the output neuron's are within 0.2
    of what is expected (a loss of at most 0.2 * 0.2 / 2 ensures that); without pairs, False."""
    right = []
    print("\nx1  x2  hidden 1  hidden 2  output  expected")
    for (x1, x2), expected in bool_func:
        (z1, z2), output = run_network((x1, x2), l1_weights, l1_biases, l2_weights, l2_bias)
        print(f"{x1:2}  {x2:2}  {z1:8.3f}  {z2:8.3f}  {output:6.3f}  {expected:8}")
        right.append(abs(output - expected) <= 0.2)
    return len(right) > 0 and all(right)


def backpropagate(output, expected, inputs, l1_outputs, layer2_weights):
    """The backward pass: return one pair's four gradients, laid out like the network. Owens's code
    has the same four lines, so the names are his: inputs is x, l1_outputs z, layer2_weights v."""
    l1_w_grads = compute_l1_weight_gradients(output, expected, inputs, l1_outputs, layer2_weights)
    l1_b_grads = compute_l1_bias_gradients(output, expected, l1_outputs, layer2_weights)
    l2_w_grads = compute_l2_weight_gradients(output, expected, l1_outputs)
    l2_b_grad = compute_l2_bias_gradient(output, expected)
    return l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad


def learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE,
                           loss_goal=LOSS_GOAL, max_iters=MAX_ITERS, report=None, start=None):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent (gradient descent): each
    step subtracts learning_rate times the gradient of the loss, summed over the pairs.
    Stop when that loss is at most loss_goal, or after max_iters steps.
    Return l1_weights, l1_biases, l2_weights, l2_bias (these four are a network) and iterations,
    the steps taken. Without pairs, raise ValueError.
    start: the network to begin with; if None, a partly random one (to get the same one each time,
    call random.seed(1), say, before).
    report: if given, report(iterations, loss, network, last) is called before each step, with
    last False, and once at the end, with last True.
    Pass all but bool_func by name, as one_neuron.py has another order."""
    # A list, because a generator can be read only once, and each step reads all pairs. float(),
    # because NumPy's numbers, as in Owens's tables, would make each step several times as slow.
    pairs = [((float(x1), float(x2)), float(expected)) for (x1, x2), expected in bool_func]
    if not pairs:
        raise ValueError("bool_func holds no pairs")
    if start is None:
        # Chosen for XOR by someone who knows the answer: as all w and v1 are positive, hidden 1
        # becomes OR, and as v2 is negative, hidden 2 becomes AND. The random numbers only make
        # runs differ; 1 for each of them works, too. From an ordinary start, all nine numbers
        # between -1 and 1, about one run in six fails at XOR. Hidden neurons that start alike in
        # w, b and v (all 0, say) stay alike and act as one, so every run fails at XOR.
        start = ([[random.uniform(1, 2), random.uniform(1, 2)],
                  [random.uniform(1, 2), random.uniform(1, 2)]], [0, 0], [1, -1], 0)
    ((w11, w12), (w21, w22)), (b1, b2), (v1, v2), b = start
    iterations = 0
    while True:
        l1_weights = [[w11, w12], [w21, w22]]  # new lists for each step, as report may keep them
        l1_biases, l2_weights, l2_bias = [b1, b2], [v1, v2], b
        loss, gradients = 0.0, []
        for x, expected in pairs:
            z, output = run_network(x, l1_weights, l1_biases, l2_weights, l2_bias)
            loss += compute_loss(output, expected)
            gradients.append(backpropagate(output, expected, x, z, l2_weights))
        last = loss <= loss_goal or iterations >= max_iters
        if report:
            report(iterations, loss, (l1_weights, l1_biases, l2_weights, l2_bias), last)
        if last:
            return l1_weights, l1_biases, l2_weights, l2_bias, iterations
        # Only now, after all pairs have gone through it, does the network change. dw11 is the
        # derivative of one pair's loss with respect to w11, and so on. The loop takes each pair.
        for ((dw11, dw12), (dw21, dw22)), (db1, db2), (dv1, dv2), db in gradients:
            w11 -= learning_rate * dw11
            w12 -= learning_rate * dw12
            w21 -= learning_rate * dw21
            w22 -= learning_rate * dw22
            b1 -= learning_rate * db1
            b2 -= learning_rate * db2
            v1 -= learning_rate * dv1
            v2 -= learning_rate * dv2
            b -= learning_rate * db
        iterations += 1


# The rest prints progress and results, and reads the command line.
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}
try:
    test_if_we_learned.__test__ = False  # else pytest, where this is imported, takes it for a test
except AttributeError:
    pass  # in MicroPython a function cannot be given attributes


def show_loss(iterations, loss, _network, last):
    """Report the loss as a number and a bar, at iterations 0, 1, 2, 5 ... 5000 and at the last."""
    if last or iterations in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        bar = "#" * int(28 * loss)  # at most 56 of them, as the loss of four pairs is at most 2
        print(f"{iterations:9}  {loss:8.6f}  {bar}".rstrip())


def show_numbers(l1_weights, l1_biases, l2_weights, l2_bias):
    """Print each neuron as a formula with its weights and bias."""
    (w11, w12), (w21, w22) = l1_weights
    b1, b2 = l1_biases
    v1, v2 = l2_weights
    text = (f"\nhidden 1 = sigmoid({w11:.3g} * x1 {w21:+.3g} * x2 {b1:+.3g})\n"
            f"hidden 2 = sigmoid({w12:.3g} * x1 {w22:+.3g} * x2 {b2:+.3g})\n"
            f"output   = sigmoid({v1:.3g} * hidden 1 {v2:+.3g} * hidden 2 {l2_bias:+.3g})")
    print(text.replace(" +", " + ").replace(" -", " - "))  # "+2" becomes "+ 2"


def draw(outputs):
    """Return a row of a map, a character per output: a blank below 0.1, up to @ from 0.9 on."""
    tenths = [int(10 * max(0.0, min(output, 0.99))) for output in outputs]  # each from 0 to 9
    return "|" + "".join([" .:-=+*#%@"[tenth] for tenth in tenths]) + "|"


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
    """Learn the function with this name, and print the results."""
    print(f"Learning {function} with 2 inputs, 2 hidden neurons and 1 output neuron.")
    print(f"Seed {seed}, learning rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n")
    print("iteration      loss, summed over the pairs")
    random.seed(seed)
    *network, iterations = learn_boolean_function(
        FUNCTIONS[function], learning_rate=learning_rate, loss_goal=loss_goal,
        max_iters=max_iters, report=show_loss)
    learned = test_if_we_learned(*network, bool_func=FUNCTIONS[function])
    show_numbers(*network)
    show_maps(*network)
    if learned:
        print(f"\nLearned {function} in {iterations} iterations: all within 0.2 of expected.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations: not all within 0.2.")
        print("Try another --seed or --learning-rate, more --max-iters, a smaller --loss-goal.")


def read_options():
    """Return the command line's options as a dict. For a bad one, argparse exits with status 2."""
    import argparse  # only here, as MicroPython has no argparse (run it there without options)
    parser = argparse.ArgumentParser(description="Teach a network XOR, or the one you name.",
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS, default="XOR")
    parser.add_argument("--seed", type=int, default=1, help="for the random start")
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE, help="step size")
    parser.add_argument("--loss-goal", type=float, default=LOSS_GOAL, help="loss to stop at")
    parser.add_argument("--max-iters", type=int, default=MAX_ITERS, help="maximum number of steps")
    options = parser.parse_args()
    if not (0 < options.learning_rate < math.inf and 0 < options.loss_goal < math.inf):
        parser.error("--learning-rate and --loss-goal must be positive and finite")
    if options.seed < 0 or options.max_iters < 0:  # random.seed(-1) is the same as random.seed(1)
        parser.error("--seed and --max-iters must not be negative")
    return vars(options)


if __name__ == "__main__":
    # Read the options if they are this script's. Pasted code has no __file__, or finds no options;
    # VS Code's Interactive Window has both, but its options are ipykernel's.
    options = {}
    if "__file__" in globals() and len(sys.argv) > 1 and "ipykernel" not in sys.argv[0]:
        options = read_options()
    learn_and_show(**options)
