"""Words for the inputs and outputs of keep or sell, as every surface says them."""

from __future__ import annotations

from asset_recovery.i18n import N_

NAMES = {
    "currency": N_("Currency"),
    "value": N_("Value now (V)"),
    "yearly_decline": N_("Decline a year (d; negative: a rise)"),
    "months_to_decision": N_("Months to the final decision (T)"),
    "monthly_cost": N_("Cost a month (c)"),
    "monthly_income": N_("Income a month (y)"),
    "sale_cost_share": N_("Sale costs, share (s)"),
    "early_sale_haircut": N_("Early sale brings less, share (k)"),
    "months_to_sell": N_("Months to complete the sale (m0)"),
    "discount_rate": N_("Discount rate a year (r)"),
    "yield_on_proceeds": N_("Yield on proceeds a year (i)"),
    "probability": N_("Probability of confiscation (p)"),
    "cost_to_date": N_("Net keeping cost to date"),
}
ADVICE = {"sell": N_("Selling now is worth more"), "keep": N_("Keeping is worth more")}
SIDES = {
    "state_keep": N_("State, keeping (p × PV)"),
    "state_sell": N_("State, selling (p × PV)"),
    "owner_keep": N_("On release: the thing"),
    "owner_sell": N_("On release: the money"),
}
