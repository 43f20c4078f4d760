"""The worth of the yacht, and one figure, for the window's tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from asset_recovery.domain.figure_shapes import Computed, FigureInput, FigureShape
from asset_recovery.domain.money import Money
from asset_recovery.domain.value_facts import (
    Course,
    InputLine,
    InstructionFacts,
    KeepOrSell,
    MotionFacts,
    ValuePoint,
    Varied,
    Worth,
)

ON = date(2026, 11, 24)


def usd(text: str) -> Money:
    """Dollars."""
    return Money.from_decimal(Decimal(text), "USD")


class FakeWorth:
    """Answers with what was changed, so that a test sees that it came through."""

    def worth(
        self,
        asset: str,
        changed: Mapping[str, str] | None = None,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> Worth:
        """Two valuations, an open instruction, advice to sell."""
        given = dict(changed or {})
        lines = (
            InputLine("value", given.get("value", "130000000.00"), "VAL-1, appraisal"),
            InputLine("months_to_decision", given.get("months_to_decision", "24"), "planning sheet",
                      changed="months_to_decision" in given),
            InputLine("discount_rate", given.get("discount_rate", "0.03"), "term", assumed=True),
        )  # fmt: skip
        return Worth(
            asset=asset,
            on=ON,
            points=(
                ValuePoint(
                    reference="VAL-1", on=date(2026, 10, 1), value=usd("130000000"),
                    kind="appraisal", method="comparison", valuer="Nordmarine Surveyors",
                    counts=True, age_days=54, age="fresh", weight="61.0 %", drift="+1.2 %",
                ),
                ValuePoint(
                    reference="VAL-2", on=date(2026, 9, 1), value=usd("250000000"),
                    kind="list_price", method="builder", valuer="Yard", counts=False,
                    age_days=84, age="stale",
                ),
            ),
            weighted=(("appraisal", usd("130000000"), 1),),
            instructions=(
                InstructionFacts(
                    reference="VI-1", on=date(2026, 11, 1), valuer="Nordmarine Surveyors",
                    purpose="interlocutory_sale", basis="", due=date(2026, 11, 20), state="late",
                ),
            ),
            keep_or_sell=KeepOrSell(
                on=ON, currency="USD", inputs=lines, pv_keep=usd("90000000"),
                pv_sell=usd("104000000"), advice="sell", cost_ratio="0.2400",
                net_cost_ratio="0.2400", ratio_alarm="warn", erosion="0.4100", erosion_alarm=True,
                break_even_on=date(2034, 1, 1),
                sensitivity=(
                    Varied("yearly_decline", "-0.10", "0.02", usd("110000000"), usd("104000000"),
                           "keep", flips=True),
                ),
                course=(Course(0, usd("130000000"), usd("1000000")),
                        Course(24, usd("99000000"), usd("31000000"))),
                exclusions=(), hearing=("Halcyon Marine Ltd: objects, 2026-11-02",),
            ),
            motions=(
                MotionFacts(reference="MO-1", on=ON, court="Admiralty Court", finalised_on=None),
            ),
            obstacles=("The valuation is too old.",),
        )  # fmt: skip

    def figures(self) -> tuple[FigureShape, ...]:
        """Two figures: one with plain inputs, one with rows."""
        return (
            FigureShape(
                name="sell_or_keep", title="Sell or keep", formula="Keep or sell.", version=1,
                inputs=(FigureInput(name="currency", kind="currency", required=True),
                        FigureInput(name="value", kind="amount", required=True)),
            ),
            FigureShape(
                name="victims", title="Victims", formula="Pro rata.", version=1,
                inputs=(
                    FigureInput(name="pool", kind="amount", required=True),
                    FigureInput(
                        name="claims", kind="object", required=True, many=True,
                        fields=(FigureInput(name="claim", kind="text", required=True),
                                FigureInput(name="loss", kind="amount", required=True)),
                    ),
                ),
            ),
        )  # fmt: skip

    def compute(self, figure: str, given: Mapping[str, object]) -> Computed:
        """The inputs as outputs; without a value a fault."""
        if figure == "sell_or_keep" and "value" not in given:
            return Computed((), (), (("value", "value is missing."),))
        return Computed(tuple((name, str(value)) for name, value in given.items()), ("One step.",))
