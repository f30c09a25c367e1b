"""What both scripts promise of their learning: steps, stopping, start, report, verdict."""
import math
import random

import pytest
from tools import ALL_SIXTEEN, PAIRS, XNOR, answer, build, flatten, learned, loss_of, slopes_of

import one_neuron
import simple_network_learning as snl

both = pytest.mark.parametrize("script", [one_neuron, snl], ids=["neuron", "network"])
# Starts in which every number is another one, so that none can stand in for its neighbour.
STARTS = {one_neuron: [0.5, -0.8, 0.3], snl: [0.5, 0.9, 0.4, 1.0, -0.8, 0.1, -1.2, 1.1, -0.3]}
TABLE = [((0, 1), 1), ((1, 0), 0), ((1, 1), 1)]


def learn(script, *arguments, **options):
    """Return what the script learns from seed 1, in one list, and the iterations."""
    random.seed(1)
    *numbers, iterations = script.learn_boolean_function(*arguments, **options)
    return flatten(numbers), iterations


def watch(script, **options):
    """Return what each call of report got: iterations, loss, network in one list, last."""
    calls = []
    learn(script, report=lambda iterations, loss, network, last: calls.append(
        (iterations, loss, flatten(network), last)), **options)
    return calls


def verdict(script, numbers, bool_func):
    """Print the script's table for these numbers, and return what it returns."""
    if script is snl:
        return snl.test_if_we_learned(*build(numbers), bool_func=bool_func)
    return one_neuron.output_learning_results(bool_func, *build(numbers), iterations=7)


@pytest.mark.parametrize("bool_func", ALL_SIXTEEN, ids=lambda f: "".join(str(e) for _, e in f))
@both
def test_all_but_xor_and_xnor_are_learned_by_one_neuron_and_all_by_two_layers(script, bool_func):
    for seed in range(3) if script is snl else [0]:
        random.seed(seed)
        *numbers, iterations = script.learn_boolean_function(bool_func)
        can = script is snl or bool_func not in (one_neuron.BOOLEAN_XOR, XNOR)
        assert learned(flatten(numbers), bool_func) is can, f"seed {seed}"
        assert (iterations < 10000) is can, f"seed {seed}: {iterations} iterations"


@both
def test_an_expected_value_between_0_and_1_is_learned_as_it_is(script):
    numbers, _ = learn(script, [((0, 1), 0.3), ((1, 0), 0.6)], loss_goal=1e-8)
    assert answer(numbers, (0, 1)) == pytest.approx(0.3, abs=1e-3)
    assert answer(numbers, (1, 0)) == pytest.approx(0.6, abs=1e-3)


@both
@pytest.mark.parametrize("rate", [0.5, 3, 250])
@pytest.mark.parametrize("bool_func", [TABLE, TABLE + [((0, 0), 0)], TABLE * 2],
                         ids=["three pairs", "four pairs", "six pairs"])
def test_a_step_subtracts_the_rate_times_the_slopes_of_the_summed_loss(script, bool_func, rate):
    start = STARTS[script]
    slopes = slopes_of(lambda n: loss_of(n, bool_func), start)
    after, iterations = learn(script, bool_func, learning_rate=rate, max_iters=1,
                              start=build(start))
    assert iterations == 1, "max_iters=1 is one step"
    assert after == pytest.approx([number - rate * slope for number, slope in zip(start, slopes)],
                                  abs=rate * 1e-9)


@both
def test_a_run_can_be_gone_on_with_and_each_step_is_like_the_first(script):
    at_once, _ = learn(script, TABLE, loss_goal=1e-9, max_iters=1300)
    numbers, _ = learn(script, TABLE, max_iters=0)
    for _ in range(1300):
        numbers, _ = learn(script, TABLE, loss_goal=1e-9, max_iters=1, start=build(numbers))
    assert numbers == at_once


@both
def test_it_stops_at_the_goal_or_at_the_cap_whichever_is_first(script):
    calls = watch(script)
    losses = [loss for _, loss, _, _ in calls]
    assert losses[-1] <= 0.001 < losses[-2]
    assert losses == sorted(losses, reverse=True)
    assert watch(script, loss_goal=losses[50])[-1][0] == 50, "a loss that just meets the goal"
    assert watch(script, max_iters=70)[-1][0] == 70
    assert watch(script, loss_goal=1e-9)[-1][0] == 10000


@both
@pytest.mark.parametrize("pairs", [3, 6])
def test_the_goal_is_for_the_loss_summed_over_all_pairs(script, pairs):
    calls = watch(script, bool_func=(TABLE * 2)[:pairs], loss_goal=0.05)
    assert calls[-1][1] <= 0.05 < calls[-2][1]
    assert calls[-1][1] == pytest.approx(loss_of(calls[-1][2], (TABLE * 2)[:pairs]))


# What report gets, and what start may be.

@both
def test_report_gets_each_step_and_once_the_last(script):
    calls = watch(script, max_iters=60)
    assert [iterations for iterations, *_ in calls] == list(range(61))
    assert [last for *_, last in calls] == [False] * 60 + [True]
    default = one_neuron.BOOLEAN_OR if script is one_neuron else snl.BOOLEAN_XOR
    for _, loss, numbers, _ in calls:
        assert loss == pytest.approx(loss_of(numbers, default), rel=1e-9)


@both
def test_what_report_gets_can_be_kept_as_a_history(script):
    history = []
    random.seed(1)
    *network, _ = script.learn_boolean_function(
        TABLE, max_iters=40, report=lambda _, loss, network, last: history.append(network))
    assert history[-1] == tuple(network)
    for before, after in zip(history, history[1:]):
        assert before != after
        *one_step_on, _ = script.learn_boolean_function(TABLE, max_iters=1, start=before)
        assert after == tuple(one_step_on)


def spoil(parts):
    """Change every list among a result's parts."""
    for part in parts:
        if isinstance(part, list):
            part[0] = part[-1] = None


@both
@pytest.mark.parametrize("max_iters", [0, 1, 5])
def test_the_callers_start_is_never_changed_also_by_what_is_done_with_the_result(
        script, max_iters):
    start = build(STARTS[script])
    before, _ = learn(script, TABLE, max_iters=max_iters, start=start)
    spoil(script.learn_boolean_function(TABLE, max_iters=max_iters, start=start))
    assert flatten(start) == STARTS[script], "the caller's start was changed"
    assert learn(script, TABLE, max_iters=max_iters, start=start)[0] == before


@both
def test_what_is_done_with_one_result_does_not_change_the_next_run(script):
    first, _ = learn(script, max_iters=0)
    spoil(script.learn_boolean_function(max_iters=0))
    assert learn(script, max_iters=0)[0] == first, "the next run begins with what was changed"


@both
def test_a_start_may_be_tuples(script):
    def as_tuples(parts):
        return tuple(map(as_tuples, parts)) if isinstance(parts, (list, tuple)) else parts
    start = build(STARTS[script])
    assert (learn(script, TABLE, max_iters=3, start=as_tuples(start))
            == learn(script, TABLE, max_iters=3, start=start))


@both
def test_the_same_seed_gives_the_same_run_and_nothing_is_printed(script, capsys):
    assert learn(script, max_iters=30) == learn(script, max_iters=30)
    assert capsys.readouterr() == ("", "")


# What may be learned, and what is refused.

@both
@pytest.mark.parametrize("wrap", [
    tuple, iter, lambda f: zip(PAIRS, [e for _, e in f]),
    lambda f: [(map(int, x), e) for x, e in f],
    lambda f: [[[x1 == 1, x2 == 1], e == 1] for (x1, x2), e in f]],
    ids=["tuple", "iterator", "zip", "rows that run once", "True and False in lists"])
def test_a_function_may_come_as_any_iterable_of_pairs(script, wrap):
    assert (learn(script, wrap(script.BOOLEAN_AND), max_iters=40)
            == learn(script, script.BOOLEAN_AND, max_iters=40))


@both
@pytest.mark.parametrize("bool_func", [[], iter([])], ids=["empty", "used up"])
def test_no_pairs_are_never_learned(script, bool_func):
    with pytest.raises(ValueError, match="^bool_func holds no pairs$"):
        script.learn_boolean_function(bool_func)
    assert verdict(script, STARTS[script], bool_func) is False


@both
@pytest.mark.parametrize("bool_func", [
    None, [((0, 0, 0), 0)], [((0, 1), 1), ((0,), 0)], [(0, 1)], [((0, 0), 0, 0)]],
    ids=["None", "three inputs", "one input", "inputs no pair", "three in a pair"])
def test_rows_of_another_shape_are_refused(script, bool_func):
    with pytest.raises((TypeError, ValueError)):
        script.learn_boolean_function(bool_func)


@both
def test_an_error_in_the_callers_own_generator_comes_through(script):
    def broken():
        yield (0, 0), 0
        raise KeyError("mine")
    with pytest.raises(KeyError, match="mine"):
        script.learn_boolean_function(broken())


@both
def test_what_is_not_a_number_is_never_learned(script):
    nan = build([math.nan] * len(STARTS[script]))
    assert learn(script, max_iters=5, start=nan)[1] == 5
    assert verdict(script, flatten(nan), TABLE) is False


# The verdict. With all weights 0 a neuron says the sigmoid of its bias, whatever goes in.

def always(script, output):
    """Return the numbers with which the script's output is the same for all inputs."""
    return [0] * (len(STARTS[script]) - 1) + [math.log(output / (1 - output))]


@both
@pytest.mark.parametrize("output, expected, is_learned", [
    (0.19, 0, True), (0.21, 0, False), (0.81, 1, True), (0.79, 1, False), (0.5, 0.3, True)])
def test_learned_means_within_a_fifth(script, output, expected, is_learned):
    assert verdict(script, always(script, output), [((0, 0), expected)]) is is_learned


@both
@pytest.mark.parametrize("wrong", range(4))
def test_one_wrong_row_is_enough_to_be_not_learned(script, wrong):
    pairs = [(x, int(k == wrong)) for k, x in enumerate(PAIRS)]
    assert verdict(script, always(script, 0.1), pairs) is False
