# SPDX-License-Identifier: 0BSD
"""Teach a network of two layers the exclusive-or function, XOR.

Run: python3 simple_network_learning.py    (--help shows the options)

    x1 -- w11 -- hidden 1 (b1) -- z1 -- v1 --.        l1_weights = [[w11, w12],
      `-- w12 --. .                          |                      [w21, w22]]
                 X                       output (b)   l1_biases  = [b1, b2]
      .-- w21 --' `                          |        l2_weights = [v1, v2]
    x2 -- w22 -- hidden 2 (b2) -- z2 -- v2 --'        l2_bias    = b

A neuron's excitation (others say pre-activation or net input) is the sum of its
inputs times their weights, plus its bias; its output is the sigmoid of that.
wij leads from input i to hidden neuron j. The letters x, z and v are those of
Alpaydin, Introduction to Machine Learning.
"""
import math
import random
import sys

# In 100,000 runs with XOR at rate 3 the loss never rose; at 3.5 it rose in nearly all.
LEARNING_RATE, LOSS_GOAL, MAX_ITERS = 3, 0.001, 10000
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def compute_excitation_vec(x, l1_weights, l1_biases):
    """Return the two hidden neurons' excitations, from the inputs x = (x1, x2)."""
    x1, x2 = x
    (w11, w12), (w21, w22) = l1_weights
    b1, b2 = l1_biases
    return [x1 * w11 + x2 * w21 + b1, x1 * w12 + x2 * w22 + b2]


def sigmoid(exc):
    """Return 1 / (1 + e^-exc), between 0 and 1 whatever exc is."""
    # exp overflows above about 709, so it is never asked for the exponential of more than 0.
    if exc < 0:
        power = math.exp(exc)
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-exc))


def compute_l1_outputs(exc_vec):
    """Return the two hidden neurons' outputs, z = [z1, z2], from their excitations."""
    return [sigmoid(exc_vec[0]), sigmoid(exc_vec[1])]


def compute_excitation(z, l2_weights, l2_bias):
    """Return the output neuron's excitation, z1 * v1 + z2 * v2 + b."""
    return z[0] * l2_weights[0] + z[1] * l2_weights[1] + l2_bias


def compute_output(exc):
    """Return the network's output from the output neuron's excitation."""
    return sigmoid(exc)  # as in layer 1; another function here would need another delta


def compute_loss(output, expected):
    """Return the loss of one pair, half of (output - expected) squared."""
    return (output - expected) * (output - expected) / 2


def run_network(x, l1_weights, l1_biases, l2_weights, l2_bias):
    """Return l1_outputs and the output for one pair of inputs: the forward pass."""
    exc_vec = compute_excitation_vec(x, l1_weights, l1_biases)
    l1_outputs = compute_l1_outputs(exc_vec)
    excitation = compute_excitation(l1_outputs, l2_weights, l2_bias)
    return l1_outputs, compute_output(excitation)


def compute_l1_weight_gradients(output, expected, x, z, v):
    """Return the derivatives of one pair's loss with respect to l1_weights, laid out like them:
    xi * delta of hidden j. x: inputs, z: first layer's outputs, v: second layer's weights."""
    x1, x2 = x
    delta1, delta2 = compute_l1_bias_gradients(output, expected, z, v)
    return [[x1 * delta1, x1 * delta2], [x2 * delta1, x2 * delta2]]


def compute_l1_bias_gradients(output, expected, z, v):
    """Return the derivatives with respect to b1 and b2, the deltas of the hidden neurons:
    output delta * vj * zj * (1 - zj)."""
    delta = compute_l2_bias_gradient(output, expected)
    z1, z2 = z
    v1, v2 = v
    return [delta * v1 * z1 * (1.0 - z1), delta * v2 * z2 * (1.0 - z2)]


def compute_l2_weight_gradients(output, expected, z):
    """Return the derivatives with respect to v1 and v2: zj * output delta."""
    delta = compute_l2_bias_gradient(output, expected)
    return [z[0] * delta, z[1] * delta]


def compute_l2_bias_gradient(output, expected):
    """Return the derivative with respect to b, the output delta."""
    return (output - expected) * output * (1.0 - output)


def test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR):
    """Print what the network says of each pair; return whether all are within 0.2 of expected."""
    learned = True
    print("\nx1  x2  hidden 1  hidden 2  output  expected")
    for (x1, x2), expected in list_pairs(bool_func):
        (z1, z2), output = run_network((x1, x2), l1_weights, l1_biases, l2_weights, l2_bias)
        print(f"{x1:2}  {x2:2}  {z1:8.3f}  {z2:8.3f}  {output:6.3f}  {expected:8}")
        learned = learned and abs(output - expected) <= 0.2
    return learned


def backpropagate(output, expected, inputs, l1_outputs, layer2_weights):
    """Return the four gradients of one pair's loss, laid out like the network: the backward pass.
    A neuron's delta is the derivative with respect to its excitation, and so to its bias; the
    derivative with respect to a weight is the delta times the input that the weight multiplies."""
    l1_w_grads = compute_l1_weight_gradients(output, expected, inputs, l1_outputs, layer2_weights)
    l1_b_grads = compute_l1_bias_gradients(output, expected, l1_outputs, layer2_weights)
    l2_w_grads = compute_l2_weight_gradients(output, expected, l1_outputs)
    l2_b_grad = compute_l2_bias_gradient(output, expected)
    return l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad


def learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE,
                           loss_goal=LOSS_GOAL, max_iters=MAX_ITERS, report=None):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent on the loss summed over
    them, until that loss is at most loss_goal, or max_iters steps are done. (For the same run
    twice, call random.seed first.) If given, report(iterations, loss, last) is called before
    each step and, with last true, at the end. Return l1_weights, l1_biases, l2_weights, l2_bias
    and iterations, the number of steps. Raise ValueError where bool_func holds no such pairs."""
    pairs = list_pairs(bool_func)
    # One way to XOR: hidden 1 speaks for the answer (it ends up cutting off the corner 00), and
    # hidden 2 against it (the corner 11). So they begin on opposite sides, with weights 1 and -1.
    # The signs already part them; random first-layer weights only make every run its own.
    layer1_weights = [[random.uniform(1, 2), random.uniform(1, 2)],
                      [random.uniform(1, 2), random.uniform(1, 2)]]
    layer1_biases, layer2_weights, layer2_bias = [0, 0], [1, -1], 0
    iterations = 0
    while True:
        # These copies take the steps of all pairs; the network moves only after the last pair.
        (w11, w12), (w21, w22) = layer1_weights
        (b1, b2), (v1, v2), b = layer1_biases, layer2_weights, layer2_bias
        loss = 0
        for inputs, expected in pairs:
            l1_outputs, output = run_network(
                inputs, layer1_weights, layer1_biases, layer2_weights, layer2_bias)
            loss += compute_loss(output, expected)
            l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad = backpropagate(
                output, expected, inputs, l1_outputs, layer2_weights)
            w11 -= learning_rate * l1_w_grads[0][0]
            w12 -= learning_rate * l1_w_grads[0][1]
            w21 -= learning_rate * l1_w_grads[1][0]
            w22 -= learning_rate * l1_w_grads[1][1]
            b1 -= learning_rate * l1_b_grads[0]
            b2 -= learning_rate * l1_b_grads[1]
            v1 -= learning_rate * l2_w_grads[0]
            v2 -= learning_rate * l2_w_grads[1]
            b -= learning_rate * l2_b_grad
        last = loss <= loss_goal or iterations >= max_iters
        if report:
            report(iterations, loss, last)
        if last:
            return layer1_weights, layer1_biases, layer2_weights, layer2_bias, iterations
        layer1_weights, layer1_biases = [[w11, w12], [w21, w22]], [b1, b2]
        layer2_weights, layer2_bias = [v1, v2], b
        iterations += 1


def list_pairs(bool_func):
    """Return bool_func, any iterable of pairs ((x1, x2), expected), as a list: each step walks
    over it again, and a zip runs only once. Raise ValueError if empty or of another shape."""
    try:
        pairs = [((x1, x2), expected) for (x1, x2), expected in bool_func]
    except (TypeError, ValueError):
        pairs = []
    if not pairs:
        raise ValueError("bool_func must hold pairs ((x1, x2), expected), at least one")
    return pairs


# What stands below only shows more, and reads the command line.
SEED = 1
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}
# By its name pytest would take it for a test; the functions of small Pythons have no __dict__.
getattr(test_if_we_learned, "__dict__", {})["__test__"] = False


def show_loss(iterations, loss, last):
    """Print a line at iterations 0, 1, 2, 5, 10, 20, 50 ... and at the last, with a bar: 28 marks
    for a loss of 1."""
    # Without the zeros at its end, 20 is "2", and 0 is "".
    if last or str(iterations).rstrip("0") in ("", "1", "2", "5"):
        say(f"{iterations:9}  {loss:8.6f}  {'#' * int(28 * loss)}".rstrip())


def say(line):
    """Print a line and send it on at once; the output of some small Pythons has no flush."""
    print(line)
    if hasattr(sys.stdout, "flush"):
        sys.stdout.flush()


def draw(outputs):
    """Return a row of a map: for each output a character, from blank for 0 to @ for 1."""
    shades = " .:-=+*#%@"
    return "|" + "".join([shades[min(int(10 * output), 9)] for output in outputs]) + "|"


def show_maps(*network):
    """Print each neuron's outputs over the square of inputs from 0 to 1."""
    print("\nOutputs over the square of inputs, from 0 to 1 drawn as \" .:-=+*#%@\":")
    print("x2         hidden 1                hidden 2                 output")
    for row in range(10, -1, -1):
        cells = [run_network((column / 20, row / 10), *network) for column in range(21)]
        print(row / 10, draw([z[0] for z, output in cells]), draw([z[1] for z, output in cells]),
              draw([output for z, output in cells]))
    print("x1" + "   0                   1" * 3)


def learn_and_show(function="XOR", seed=SEED, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
                   max_iters=MAX_ITERS):
    """Learn the function of that name, print all about it, and return whether it is learned."""
    print(f"Learning {function} with 2 inputs, 2 hidden neurons and 1 output neuron.")
    print(f"Seed {seed}, rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n\niteration      loss")
    random.seed(seed)
    bool_func = FUNCTIONS[function]
    *network, iterations = learn_boolean_function(
        bool_func, learning_rate, loss_goal, max_iters, show_loss)
    learned = test_if_we_learned(*network, bool_func)
    show_maps(*network)
    outputs, loss = [], 0
    for inputs, expected in bool_func:
        outputs.append(run_network(inputs, *network)[1])
        loss += compute_loss(outputs[-1], expected)
    if learned:
        capped = iterations == max_iters and loss > loss_goal
        cap = "; it stopped at the cap, --max-iters" if capped else ""
        say(f"\nLearned {function} in {iterations} iterations{cap}.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations.")
        print(f"The outputs lie between {min(outputs):.2f} and {max(outputs):.2f}.")
        say(advise(loss <= loss_goal, learning_rate))
    return learned


def advise(goal_met, learning_rate):
    """Return what to try where a function was not learned."""
    if goal_met:
        return "Try a smaller --loss-goal."
    if learning_rate != LEARNING_RATE:
        return f"Try --learning-rate {LEARNING_RATE}, or a larger --max-iters."
    return "Try a larger --max-iters."


def read_options(parser, arguments):
    """Return the options as a dict; where one is bad, end with one line and exit status 2."""
    parser.error = lambda message: parser.exit(2, message + "\n")  # without the usage lines
    add, shown = parser.add_argument, " (default: %(default)s)"
    add("--learning-rate", type=float, default=LEARNING_RATE, help="step size" + shown)
    add("--loss-goal", type=float, default=LOSS_GOAL, help="loss to stop at" + shown)
    add("--max-iters", type=int, default=MAX_ITERS, help="most steps to take" + shown)
    options = parser.parse_args(arguments)
    if not (0 < options.learning_rate < float("inf") and 0 < options.loss_goal < float("inf")):
        parser.error("--learning-rate and --loss-goal must be positive finite numbers")
    if options.max_iters < 0:
        parser.error("--max-iters must not be negative")
    return vars(options)


def read_arguments(arguments):
    """Return what the command line asks for, as a dict."""
    import argparse
    parser = argparse.ArgumentParser(description="Teach a network of two layers AND, OR or XOR.")
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS, default="XOR",
                        help="what to learn (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED,
                        help="for the random start (default: %(default)s)")
    options = read_options(parser, arguments)
    if options["seed"] < 0:  # random.seed takes -1 for 1
        parser.error("--seed must not be negative")
    return options


def main(arguments):
    """Learn as the arguments say; return the exit status: 0 for learned, 1 for not learned, and
    by custom 130 for an interrupt, 141 for a closed pipe, 74 where writing fails otherwise."""
    try:
        options = read_arguments(arguments) if arguments else {}
        return 0 if learn_and_show(**options) else 1
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except OSError as error:
        sys.stdout = None  # or Python, as it ends, would try once more
        if isinstance(error, BrokenPipeError):
            return 141
        try:
            print("Cannot write:", error, file=sys.stderr, flush=True)
        except OSError:
            sys.stderr = None  # the errors go to the same full disk
        return 74


if __name__ == "__main__":
    # Pasted code has no command line of its own, and its prompt or notebook shall stay open.
    pasted = "__file__" not in globals()
    status = main([] if pasted else sys.argv[1:])
    if status and not pasted:
        sys.exit(status)
