"""Timed and scored runs against baselines: ``make measure``, or ``python -m measurements [ids…]``.

A module of this folder that has ``measure() -> list[dict]`` takes part. Each row says ``id``,
``value``, ``n`` and, where there is one, ``baseline`` and ``note``; the unit and the target stand in
`measurements.targets`. ``IDS``, a tuple of beginnings of ids, says which rows a module gives, so that
only what is asked for is run.
"""
