"""The life of one asset in a small office, step by step, for tests that need it at some point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from asset_recovery.domain.registers import Result
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.engine import reading_engine, writing_engine
from asset_recovery.persistence.verify import verify_chain, verify_records
from asset_recovery.services.action_service import ActionService
from asset_recovery.services.documents import Documents
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice, an_office, money

COURT = "Regional Court"
INVENTORY: dict[str, Any] = {
    "place": "Warehouse 1",
    "inventory_by": ["Officer A", "Officer B"],
    "custodian": "Port guard",
    "storage": "Hall 3",
    "condition": "good",
    "seals": ["S-1"],
    "photos": ["P-1"],
}


@dataclass(slots=True)
class Life:
    """An office with one case and a car, `CAR`, whose owner is `OWNER`."""

    office: SmallOffice
    asset: str = "CAR"
    route: str = "civil_in_rem"

    def try_(self, action: str, *, who: str = "everyone", **arguments: Any) -> Result:
        """Give an action about the asset as this user; a refusal comes back."""
        given = {"action": action, **arguments}
        return self.office.actions.give(self.office.actor(who), given)

    def give(self, action: str, **arguments: Any) -> Result:
        """Give an action that must be accepted."""
        result = self.try_(action, **arguments)
        assert result.ok, f"{action}: {[(one.code, one.text) for one in result.reasons]}"
        return result

    def codes(self, action: str, **arguments: Any) -> list[str]:
        """The codes of a refusal, the first one the most specific; [] where it was accepted."""
        return [reason.code for reason in self.try_(action, **arguments).reasons]

    def warned(self, action: str, **arguments: Any) -> list[str]:
        """The codes that an accepted action warns of."""
        return [reason.code for reason in self.give(action, **arguments).warnings]

    def approve(self, what: str | None = None, **more: Any) -> Result:
        """A second person agrees."""
        arguments: dict[str, Any] = {"who": "supervisor", "on": "2026-11-24", **more}
        return self.give("approve", what=what or self.asset, **arguments)

    def row(self, asset: str | None = None) -> dict[str, object]:
        """The line of the asset register."""
        with self.office.reading.connect() as connection:
            query = select(t.asset_row).where(t.asset_row.c.reference == (asset or self.asset))
            return dict(connection.execute(query).mappings().one())

    def due(self, asset: str | None = None) -> dict[str, str]:
        """What is due on it: code and governing date."""
        with self.office.reading.connect() as connection:
            query = select(t.agenda.c.code, t.agenda.c.due).where(
                t.agenda.c.record == (asset or self.asset)
            )
            return {row.code: row.due for row in connection.execute(query)}

    def legal(self, asset: str | None = None) -> object:
        """Where the asset stands on the legal axis."""
        return self.row(asset)["legal"]

    def events(self, action: str) -> list[dict[str, object]]:
        """What is kept of an action."""
        with self.office.reading.connect() as connection:
            query = select(t.event).where(t.event.c.action == action).order_by(t.event.c.id)
            return [dict(row) for row in connection.execute(query).mappings()]

    def all_rows(self) -> dict[str, int]:
        """How many rows each table of records has, and the head of the journal."""
        with self.office.reading.connect() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (*t.RECORDS, *t.DERIVED)
            }
            counts["journal"] = connection.execute(select(func.max(t.journal.c.seq))).scalar_one()
        return counts

    def is_sound(self) -> bool:
        """The journal holds, and every table follows from it."""
        with self.office.reading.connect() as connection:
            return not [*verify_chain(connection), *verify_records(connection)]

    def registered(self) -> Life:
        """A lead with an identifier, a registered owner and a place."""
        self.give(
            "register_asset",
            asset=self.asset,
            case="CASE",
            type="VEH-CAR",
            description="Grey car",
            identifiers=[{"kind": "plate", "value": "AB 123"}],
            location="Valletta",
            owner="OWNER",
            grounds=["PRO"],
        )
        return self

    def identified(self) -> Life:
        """The lead is confirmed."""
        self.registered()
        self.give("identify_asset", asset=self.asset, on="2026-02-01", source="register")
        return self

    def frozen(self, kind: str = "freezing", **more: Any) -> Life:
        """A court froze it on 1 March; the planning sheet is started."""
        self.identified()
        self.order("FREEZE", kind, "2026-03-01", **more)
        self.give("record_plan", asset=self.asset, on="2026-03-01")
        return self

    def order(self, reference: str, kind: str, on: str, **more: Any) -> Result:
        """An order of the court over the asset."""
        arguments = {"authority": COURT, "reference": f"{reference}/26", **more}
        return self.give(
            "record_order",
            order=reference,
            case="CASE",
            kind=kind,
            on=on,
            assets=[{"asset": self.asset}],
            **arguments,
        )

    def seized(self) -> Life:
        """Possession on 2 March, with a full inventory, and storage."""
        self.frozen("seizure")
        self.give("take_possession", asset=self.asset, order="FREEZE", on="2026-03-02", **INVENTORY)
        return self

    def stored(self) -> Life:
        """Stored under a contract until a review in August."""
        self.seized()
        self.give(
            "manage_asset",
            asset=self.asset,
            on="2026-03-03",
            mode="stored",
            reason="no other way",
            review_on="2026-08-28",
            terms={"contract": "K-1"},
        )
        return self

    def valued(self) -> Life:
        """An appraisal of 10,000 on 1 April."""
        self.stored()
        self.appraise("2026-04-01", "10000.00")
        return self

    def appraise(self, on: str, amount: str, **more: Any) -> Result:
        """An appraisal."""
        arguments = {"kind": "appraisal", "valuer": "Valuer 1", "method": "comparison", **more}
        return self.give(
            "record_valuation", asset=self.asset, on=on, value=money(amount), **arguments
        )

    def propose(self, on: str = "2026-04-02", **more: Any) -> Result:
        """The proposal to sell before judgment, or its refusal."""
        return self.try_(
            "propose_interlocutory_sale",
            asset=self.asset,
            on=on,
            grounds=["perishable_or_depreciating"],
            **more,
        )

    def proposed(self) -> Life:
        """Proposed and approved."""
        self.valued()
        assert self.propose().ok
        self.approve(on="2026-04-03")
        return self

    def heard(self) -> Life:
        """The owner was told on 3 April and may reply until 20 April."""
        self.proposed()
        self.notify()
        return self

    def notify(self) -> None:
        """The registered owner is notified."""
        self.give(
            "notify_owner",
            asset=self.asset,
            party="OWNER",
            on="2026-04-03",
            reply_by="2026-04-20",
        )

    def sale_ordered(self, **more: Any) -> Life:
        """The court ordered the sale on 21 April."""
        self.heard()
        self.order("SALE", "interlocutory_sale", "2026-04-21", **more)
        return self

    def start(self, on: str = "2026-05-01", **more: Any) -> Result:
        """The sale begins with a reserve of 9,000, or is refused."""
        arguments: dict[str, Any] = {
            "method": "auction",
            "reserve": money("9000.00"),
            "advertised_from": "2026-04-25",
            **more,
        }
        return self.try_("start_sale", asset=self.asset, on=on, **arguments)

    def in_sale(self) -> Life:
        """Advertised."""
        self.sale_ordered()
        assert self.start().ok
        return self

    def sell(self, price: str = "9500.00", on: str = "2026-05-10", **more: Any) -> Result:
        """The sale, or its refusal."""
        arguments: dict[str, Any] = {"buyer": {"name": "Buyer Ltd", "kind": "legal"}, **more}
        return self.try_("record_sale", asset=self.asset, on=on, price=money(price), **arguments)

    def sold(self) -> Life:
        """Sold for 9,500."""
        self.in_sale()
        assert self.sell().ok
        return self

    def pay(self, amount: str = "9500.00", on: str = "2026-05-11") -> Result:
        """The buyer pays, or the payment is refused."""
        return self.try_(
            "record_payment", asset=self.asset, on=on, amount=money(amount), account="ESCROW"
        )

    def delivered(self) -> Life:
        """Paid and delivered: CAR-SUB stands in its place."""
        self.sold()
        assert self.pay().ok
        self.give("deliver_asset", asset=self.asset, on="2026-05-12", received_by="Buyer Ltd")
        return self

    def file(self, on: str = "2026-06-01", **more: Any) -> Result:
        """The filing, or its refusal."""
        return self.try_(
            "file_confiscation",
            assets=[self.asset],
            on=on,
            authority="Prosecutor",
            reference="F-1",
            route=self.route,
            legal_basis="s. 1",
            **more,
        )

    def filed(self) -> Life:
        """Sold before judgment, then sought."""
        self.delivered()
        assert self.file().ok
        return self

    def prove(self) -> None:
        """The proof of the route in rem."""
        self.give("record_proof", case="CASE", kind="statement_of_claim", on="2026-06-01")
        self.give("publish_notice", case="CASE", kind="claims", on="2026-06-02", medium="Gazette")

    def confiscated(self) -> Life:
        """First instance on 1 July."""
        self.filed()
        self.prove()
        self.order("CONF", "civil_in_rem", "2026-07-01")
        return self

    def final(self) -> Life:
        """Final on 1 August."""
        self.confiscated()
        self.give("certify_final", order="CONF", on="2026-08-01")
        return self

    def net(self) -> Life:
        """Net determined and approved."""
        self.final()
        self.give("determine_net", asset=self.asset, on="2026-08-02")
        self.approve(on="2026-08-03")
        return self

    def allocate(self, shares: Sequence[Mapping[str, object]], **more: Any) -> Result:
        """An allocation, or its refusal."""
        arguments: dict[str, Any] = {"asset": self.asset, "on": "2026-08-04", **more}
        return self.try_("allocate_proceeds", shares=shares, **arguments)

    def allocated(self) -> Life:
        """All to the State, approved."""
        self.net()
        assert self.allocate([{"to": "Treasury", "kind": "state", "share": "1"}]).ok
        self.approve(on="2026-08-05")
        return self

    def paid_out(self) -> Life:
        """Paid and approved."""
        self.allocated()
        self.give(
            "pay_out",
            allocation=f"{self.asset}-A1",
            on="2026-08-06",
            account="ESCROW",
            reference="T1",
        )
        self.approve(on="2026-08-06")
        return self


def a_life(folder: Path, **more: Any) -> Life:
    """A new office with the case `CASE`, the owner `OWNER` and the accused `ACCUSED`."""
    life = Life(an_office(folder), **more)
    life.give("open_case", case="CASE", title="A case", on="2026-01-01")
    life.give("register_party", party="OWNER", kind="legal", name="Owner Holdings Ltd")
    life.give("register_party", party="ACCUSED", kind="natural", name="Subject A")
    life.give("link_party", case="CASE", party="ACCUSED", role="accused")
    return life


def reopened(folder: Path, **more: Any) -> Life:
    """A life whose office was copied into this folder."""
    path = folder / "office.db"
    writing, reading = writing_engine(path), reading_engine(path)
    actions = ActionService(
        engine=writing,
        documents=Documents(folder / "documents"),
        office_id=OFFICE_ID,
        now=lambda: NOW,
        today=lambda: TODAY,
    )
    return Life(SmallOffice(path, writing, reading, actions), **more)
