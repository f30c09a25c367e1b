# SPDX-License-Identifier: 0BSD
"""Teach one neuron AND and OR, and show that it cannot learn XOR.

Run: python3 one_neuron.py, then python3 one_neuron.py XOR    (--help: options)

    x1 --- w1 ---.                    weight_vec = [w1, w2]
                  neuron --- output   input_vec  = (x1, x2)
    x2 --- w2 ---'    (b)             bias_vec   = b

The neuron's excitation (others say pre-activation or net input) is the sum of
its inputs times their weights, plus its bias; its output is the sigmoid of that.
"""
import math
import sys

LEARNING_RATE, LOSS_GOAL, MAX_ITERS = 3, 0.001, 10000
BOOLEAN_AND = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]
BOOLEAN_OR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
BOOLEAN_XOR = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]


def sigmoid(excitation):
    """Return 1 / (1 + e^-excitation), between 0 and 1 whatever excitation is."""
    # exp overflows above about 709, so it is never asked for the exponential of more than 0.
    if excitation < 0:
        power = math.exp(excitation)
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-excitation))


def compute_output(weight_vec, input_vec, bias_vec):
    """Return the neuron's output, the sigmoid of its excitation."""
    return sigmoid(compute_excitation(weight_vec, input_vec, bias_vec))


def compute_excitation(weight_vec, input_vec, bias_vec):
    """Return weights times inputs plus bias, w1 * x1 + w2 * x2 + b. bias_vec: one number here."""
    return weight_vec[0] * input_vec[0] + weight_vec[1] * input_vec[1] + bias_vec


def compute_gradient(output, expected_output, input_vec=1):
    """Return the derivative of one pair's loss with respect to the weight of one input, input_vec,
    a number here. Without it: with respect to the bias, and to the excitation, the delta. By the
    chain rule, (output - expected_output) from the loss times output * (1 - output) from the
    sigmoid times the input."""
    return (output - expected_output) * output * (1.0 - output) * input_vec


def compute_loss(output, expected_output):
    """Return the loss of one pair, half of (output - expected_output) squared."""
    return (output - expected_output) * (output - expected_output) / 2


def output_learning_results(func_learned, weight_vec, bias_vec, iterations):
    """Print what the neuron says of each pair; return whether all are within 0.2 of expected."""
    learned = True
    print(f"\nAfter {iterations} iterations:\nx1  x2  output  expected")
    for (x1, x2), expected_output in list_pairs(func_learned):
        output = compute_output(weight_vec, (x1, x2), bias_vec)
        print(f"{x1:2}  {x2:2}  {output:6.3f}  {expected_output:8}")
        learned = learned and abs(output - expected_output) <= 0.2
    return learned


def learn_boolean_function(bool_func=BOOLEAN_OR, learning_rate=LEARNING_RATE,
                           loss_goal=LOSS_GOAL, max_iters=MAX_ITERS, report=None):
    """Learn bool_func, pairs ((x1, x2), expected), by steepest descent on the loss summed over
    them, until that loss is at most loss_goal, or max_iters steps are done, or a step changes
    nothing any more. If given, report(iterations, loss, last) is called before each step and,
    with last true, at the end. Return weight_vec, bias_vec and iterations, the number of steps.
    Raise ValueError where bool_func holds no such pairs."""
    pairs = list_pairs(bool_func)
    # One neuron has no twin to differ from, so it needs no random start.
    weight_vec, bias_vec = [0, 0], 0
    iterations = 0
    while True:
        # These copies take the steps of all pairs; the neuron moves only after the last pair.
        (w1, w2), b = weight_vec, bias_vec
        loss = 0
        for input_vec, expected_output in pairs:
            output = compute_output(weight_vec, input_vec, bias_vec)
            loss += compute_loss(output, expected_output)
            w1 -= learning_rate * compute_gradient(output, expected_output, input_vec[0])
            w2 -= learning_rate * compute_gradient(output, expected_output, input_vec[1])
            b -= learning_rate * compute_gradient(output, expected_output)
        # Still: this step would change nothing. For XOR that is so at the start: all outputs are
        # 0.5, and the steps of the four pairs cancel. No neuron has a smaller loss for it.
        still = [w1, w2] == weight_vec and b == bias_vec
        last = loss <= loss_goal or iterations >= max_iters or still
        if report:
            report(iterations, loss, last)
        if last:
            return weight_vec, bias_vec, iterations
        weight_vec, bias_vec = [w1, w2], b
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
WHY_NOT_XOR = """The steps of the four pairs cancel, and no other weights have a smaller loss.
No straight line separates its ones from its zeros, and one neuron has only
a straight line; two layers can: see simple_network_learning.py."""
FUNCTIONS = {"AND": BOOLEAN_AND, "OR": BOOLEAN_OR, "XOR": BOOLEAN_XOR}


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


def show_map(weight_vec, bias_vec):
    """Print the neuron's output over the square of inputs from 0 to 1."""
    print("\nThe output over the square of inputs, from 0 to 1 drawn as \" .:-=+*#%@\";")
    print("up to = it is below 0.5, from + on it is not; the line lies between them:\nx2")
    for row in range(10, -1, -1):
        print(row / 10, draw([compute_output(weight_vec, (column / 20, row / 10), bias_vec)
                              for column in range(21)]))
    print("x1   0                   1")


def learn_and_show(function=None, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
                   max_iters=MAX_ITERS):
    """Learn the function of that name, or AND and then OR; print all about it, and return
    whether it is learned."""
    if function is None:
        and_learned = learn_and_show("AND", learning_rate, loss_goal, max_iters)
        print()
        or_learned = learn_and_show("OR", learning_rate, loss_goal, max_iters)
        return and_learned and or_learned
    print(f"Learning {function} with 2 inputs and 1 neuron.")
    print(f"Rate {learning_rate:g}, loss goal {loss_goal:g}, "
          f"at most {max_iters} iterations.\n\niteration      loss")
    bool_func = FUNCTIONS[function]
    weight_vec, bias_vec, iterations = learn_boolean_function(
        bool_func, learning_rate, loss_goal, max_iters, show_loss)
    learned = output_learning_results(bool_func, weight_vec, bias_vec, iterations)
    show_map(weight_vec, bias_vec)
    outputs, loss = [], 0
    for input_vec, expected_output in bool_func:
        outputs.append(compute_output(weight_vec, input_vec, bias_vec))
        loss += compute_loss(outputs[-1], expected_output)
    if learned:
        capped = iterations == max_iters and loss > loss_goal
        cap = "; it stopped at the cap, --max-iters" if capped else ""
        say(f"\nLearned {function} in {iterations} iterations{cap}.")
    else:
        print(f"\nNot learned: {function}, after {iterations} iterations.")
        print(f"The outputs lie between {min(outputs):.2f} and {max(outputs):.2f}.")
        say(WHY_NOT_XOR if function == "XOR" else advise(loss <= loss_goal, learning_rate))
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
    parser = argparse.ArgumentParser(description="Teach one neuron AND, OR or, in vain, XOR.")
    parser.add_argument("function", nargs="?", type=str.upper, choices=FUNCTIONS,
                        help="what to learn (default: AND, then OR)")
    return read_options(parser, arguments)


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
