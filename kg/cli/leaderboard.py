"""kg leaderboard: numbers ranked where they can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from kg.cli._options import confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.option("--task", type=Thing("task"), metavar="TASK", help="Numbers for this task.")
@click.option("--dataset", type=Thing("dataset"), metavar="DATASET", help="Numbers on this dataset.")
@click.option("--metric", type=Thing("metric"), metavar="METRIC", help="Numbers of this metric.")
@click.option("--direction", type=click.Choice(["higher", "lower"]), help="Which is better, where it is not known.")
@click.option("--variants", is_flag=True, help="Rank all variants of a dataset (ImageNet 64x64, 256x256) together.")
@click.option("--all", "every", is_flag=True, help="Show boards of one paper, and numbers that compare with nothing.")
@click.option("--quotes", is_flag=True, help="Print the sentence of each number.")
@confidence_option
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show no more than this of each.")
@format_option("markdown", "latex")
def leaderboard(
    task: str | None,
    dataset: str | None,
    metric: str | None,
    direction: str | None,
    variants: bool,
    every: bool,
    quotes: bool,
    least: float | None,
    store: Path,
    limit: int,
    form: str,
) -> None:
    """Rank the numbers that papers report.

    Choose a task, a dataset, a metric, or several; without any, the boards with most papers are shown. A board needs
    two papers or more with numbers of one metric, unit and dataset. Values rank with values, changes only with
    changes against the same baseline. Counts, thresholds and numbers without a named method are left out.
    """
    from kg.cli._boards import print_leaderboard
    from kg.cli._things import thing
    from kg.query.leaderboard import leaderboard as ranked
    from kg.store import Store

    with Store.open(store) as graph:
        found = ranked(
            graph,
            task=thing(graph, task, "task") if task else None,
            dataset=thing(graph, dataset, "dataset") if dataset else None,
            metric=thing(graph, metric, "metric") if metric else None,
            direction=cast(Literal["higher", "lower"] | None, direction),
            variants=variants,
            min_confidence=least,
        )
    print_leaderboard(found, form, limit, every=every, quotes=quotes, least=least)
