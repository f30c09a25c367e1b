# SPDX-License-Identifier: 0BSD
"""Teach a network of two layers the exclusive-or function, XOR.

Run: python3 simple_network_learning.py    (--help shows the options)

    x1 --- w11 --- hidden 1 (b1) --- v1 ---.        l1_weights = [[w11, w12],
       `-- w12 --. .                        |                     [w21, w22]]
                  X                     output (b)  l1_biases  = [b1, b2]
       .-- w21 --' `                        |       l2_weights = [v1, v2]
    x2 --- w22 --- hidden 2 (b2) --- v2 ---'        l2_bias    = b

Each neuron adds its inputs times their weights, and its bias, to an excitation
(others say pre-activation or net input); its output is the sigmoid of that.
"""
import math
import random
import sys

# In 100,000 runs at rate 3 the loss never rose; at 3.5 it overshoots.
LEARNING_RATE, LOSS_GOAL, MAX_ITERS = 3, 0.001, 10000
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def compute_excitation_vec(inputs, l1_weights, l1_biases):
    """Return the two hidden neurons' excitations, wij and bj as drawn above."""
    x1, x2 = inputs
    (w11, w12), (w21, w22) = l1_weights
    b1, b2 = l1_biases
    return [x1 * w11 + x2 * w21 + b1, x1 * w12 + x2 * w22 + b2]


def sigmoid(excitation):
    """Return 1 / (1 + exp(-excitation)), between 0 and 1 for every excitation."""
    # exp overflows above about 709, so it is never asked for the exponential of more than 0.
    if excitation < 0:
        power = math.exp(excitation)
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-excitation))


def compute_l1_outputs(excitation_vec):
    """Return the two hidden neurons' outputs from their excitations."""
    return [sigmoid(excitation_vec[0]), sigmoid(excitation_vec[1])]


def compute_excitation(l1_outputs, l2_weights, l2_bias):
    """Return the output neuron's excitation, h1 * v1 + h2 * v2 + bias."""
    return l1_outputs[0] * l2_weights[0] + l1_outputs[1] * l2_weights[1] + l2_bias


def compute_output(excitation):
    """Return the network's output from the output neuron's excitation."""
    return sigmoid(excitation)


def run_network(inputs, l1_weights, l1_biases, l2_weights, l2_bias):
    """Return l1_outputs and output for one pair of inputs: the forward pass."""
    l1_outputs = compute_l1_outputs(compute_excitation_vec(inputs, l1_weights, l1_biases))
    return l1_outputs, compute_output(compute_excitation(l1_outputs, l2_weights, l2_bias))


def compute_loss(output, expected):
    """Return the loss of one pair, (output - expected)^2 / 2."""
    return (output - expected) * (output - expected) / 2


# A gradient is the derivative of one pair's loss by a weight or bias, a delta that by a neuron's
# excitation. The excitation grows one for one with the bias, so the bias gradient is the delta;
# a weight's gradient is the delta times the input that the weight multiplies.
def compute_l1_weight_gradients(output, expected, inputs, l1_outputs, l2_weights):
    """Return a 2 x 2 list laid out as l1_weights: xi * delta of hidden j."""
    x1, x2 = inputs
    delta1, delta2 = compute_l1_bias_gradients(output, expected, l1_outputs, l2_weights)
    return [[x1 * delta1, x1 * delta2], [x2 * delta1, x2 * delta2]]


def compute_l1_bias_gradients(output, expected, l1_outputs, l2_weights):
    """Return the hidden deltas, [output delta * vj * hj * (1 - hj)]."""
    delta = compute_l2_bias_gradient(output, expected)
    h1, h2 = l1_outputs
    v1, v2 = l2_weights
    return [delta * v1 * h1 * (1.0 - h1), delta * v2 * h2 * (1.0 - h2)]


def compute_l2_weight_gradients(output, expected, l1_outputs):
    """Return [hj * output delta]: hj is what the weight vj multiplies."""
    delta = compute_l2_bias_gradient(output, expected)
    return [l1_outputs[0] * delta, l1_outputs[1] * delta]


def compute_l2_bias_gradient(output, expected):
    """Return the output delta, from the loss and the sigmoid's slope."""
    return (output - expected) * output * (1.0 - output)


def learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE,
                           loss_goal=LOSS_GOAL, max_iters=MAX_ITERS, report=None):
    """Learn bool_func by steepest descent on the loss summed over its pairs, until that loss is
    at most loss_goal, or max_iters steps are done. For the same run twice, call random.seed first.
    report, if given, is called before each step and at the end: (iterations, loss, is it the end).
    Return l1_weights, l1_biases, l2_weights, l2_bias, iterations."""
    # XOR needs one hidden neuron that speaks for the answer (it ends up cutting off the corner 00)
    # and one that speaks against it (the corner 11), so they begin on opposite sides: 1 and -1.
    # Random first-layer weights make every run its own; neurons that began the same would stay so.
    l1_weights = [[random.uniform(1, 2), random.uniform(1, 2)],
                  [random.uniform(1, 2), random.uniform(1, 2)]]
    l1_biases, l2_weights, l2_bias = [0, 0], [1, -1], 0
    iterations = 0
    while True:
        loss = sum_w11 = sum_w12 = sum_w21 = sum_w22 = 0
        sum_b1 = sum_b2 = sum_v1 = sum_v2 = sum_b = 0
        for inputs, expected in bool_func:
            l1_outputs, output = run_network(inputs, l1_weights, l1_biases, l2_weights, l2_bias)
            loss += compute_loss(output, expected)
            (g11, g12), (g21, g22) = compute_l1_weight_gradients(
                output, expected, inputs, l1_outputs, l2_weights)
            sum_w11 += g11
            sum_w12 += g12
            sum_w21 += g21
            sum_w22 += g22
            g1, g2 = compute_l1_bias_gradients(output, expected, l1_outputs, l2_weights)
            sum_b1 += g1
            sum_b2 += g2
            g1, g2 = compute_l2_weight_gradients(output, expected, l1_outputs)
            sum_v1 += g1
            sum_v2 += g2
            sum_b += compute_l2_bias_gradient(output, expected)
        last = loss <= loss_goal or iterations >= max_iters
        if report:
            report(iterations, loss, last)
        if last:
            return l1_weights, l1_biases, l2_weights, l2_bias, iterations
        l1_weights[0][0] -= learning_rate * sum_w11
        l1_weights[0][1] -= learning_rate * sum_w12
        l1_weights[1][0] -= learning_rate * sum_w21
        l1_weights[1][1] -= learning_rate * sum_w22
        l1_biases[0] -= learning_rate * sum_b1
        l1_biases[1] -= learning_rate * sum_b2
        l2_weights[0] -= learning_rate * sum_v1
        l2_weights[1] -= learning_rate * sum_v2
        l2_bias -= learning_rate * sum_b
        iterations += 1


# What stands below only shows what was learned, and reads the command line.
SEED = 1
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}


def test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR):
    """Print what the network says of each pair; return whether all are within 0.2 of expected."""
    learned = True
    print("\nx1  x2  hidden 1  hidden 2  output  expected")
    for (x1, x2), expected in bool_func:
        (h1, h2), output = run_network((x1, x2), l1_weights, l1_biases, l2_weights, l2_bias)
        print(f"{x1:2}  {x2:2}  {h1:8.3f}  {h2:8.3f}  {output:6.3f}  {expected:8}")
        learned = learned and abs(output - expected) <= 0.2
    return learned


def show_loss(iterations, loss, last):
    """Print a line with a bar at iterations 0, 1, 2, 5, 10, 20, 50 ... and at the last."""
    if last or str(iterations).strip("0") in ("", "1", "2", "5"):
        say(f"{iterations:9}  {loss:8.6f}  {'#' * int(28 * loss)}".rstrip())


def say(line):
    """Print a line and send it on at once; the output of some small Pythons has no flush."""
    print(line)
    if hasattr(sys.stdout, "flush"):
        sys.stdout.flush()


def draw(outputs):
    """Return a row of a map: for each output a character, from blank for 0 to @ for 1."""
    return "|" + "".join([" .:-=+*#%@"[min(int(10 * output), 9)] for output in outputs]) + "|"


def show_maps(*network):
    """Print each neuron's outputs over the square of inputs from 0 to 1."""
    print("\nOutputs over the square of inputs, from 0 to 1 drawn as \" .:-=+*#%@\":")
    print("x2         hidden 1                hidden 2                 output")
    for row in range(10, -1, -1):
        cells = [run_network((column / 20, row / 10), *network) for column in range(21)]
        print(row / 10, draw([l1_outputs[0] for l1_outputs, output in cells]),
              draw([l1_outputs[1] for l1_outputs, output in cells]),
              draw([output for l1_outputs, output in cells]))
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
    if learned:
        cap = "; it stopped at the cap, --max-iters" if iterations == max_iters else ""
        say(f"\nLearned {function} in {iterations} iterations{cap}.")
    else:
        outputs = [run_network(inputs, *network)[1] for inputs, expected in bool_func]
        advice = ("a smaller --loss-goal" if iterations < max_iters else
                  f"a larger --max-iters, or --learning-rate {LEARNING_RATE}")
        print(f"\nNot learned: {function}, after {iterations} iterations.")
        print(f"The outputs lie between {min(outputs):.2f} and {max(outputs):.2f}.")
        say(f"Try {advice}.")
    return learned


def read_options(parser, arguments):
    """Return the options as a dict; where one is bad, end with one line and exit status 2."""
    parser.error = lambda message: parser.exit(2, message + "\n")
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
    return read_options(parser, arguments)


def main(arguments):
    """Learn as the arguments say; return the exit status: 0 for learned, 1 for not learned."""
    try:
        return 0 if learn_and_show(**read_arguments(arguments) if arguments else {}) else 1
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stdout = None  # whoever read the output has gone; Python would try once more
        return 141


if __name__ == "__main__":
    status = main(sys.argv[1:] if "__file__" in globals() else [])
    if status:
        sys.exit(status)
