"""kg leaderboard: numbers ranked where they can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from kg.cli._options import format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.option("--task", type=Thing("task"), metavar="TASK", help="Numbers for this task.")
@click.option("--dataset", type=Thing("dataset"), metavar="DATASET", help="Numbers on this dataset.")
@click.option("--metric", type=Thing("metric"), metavar="METRIC", help="Numbers of this metric.")
@click.option("--direction", type=click.Choice(["higher", "lower"]), help="Which is better, where it is not known.")
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show no more than this of each.")
@format_option("markdown", "latex")
def leaderboard(
    task: str | None,
    dataset: str | None,
    metric: str | None,
    direction: str | None,
    store: Path,
    limit: int,
    form: str,
) -> None:
    """Rank the numbers that papers report.

    Give a task, a dataset, a metric, or several. Only numbers of one metric, unit and dataset are ranked with one
    another; the others stand apart with the reason. Each comes with the sentence that reports it.
    """
    from kg.cli._boards import print_leaderboard
    from kg.cli._things import thing
    from kg.query.leaderboard import leaderboard as ranked
    from kg.store import Store

    if not (task or dataset or metric):
        raise click.UsageError("give one of these at least: --task, --dataset, --metric")
    with Store.open(store) as graph:
        found = ranked(
            graph,
            task=thing(graph, task, "task") if task else None,
            dataset=thing(graph, dataset, "dataset") if dataset else None,
            metric=thing(graph, metric, "metric") if metric else None,
            direction=cast(Literal["higher", "lower"] | None, direction),
        )
        print_leaderboard(found, form, limit)
