"""How gifts, payments and papers point at a campaign."""

from __future__ import annotations

from db.models import Campaign
from unionoffice.register.column import Field
from unionoffice.register.kinds import Target, Text

NO = Field(
    Campaign.campaign_no, "活动编号", Text(30, repeats=False), help="不填时自动编号"
)
TITLE = Field(Campaign.title, "活动名称", Text(100), required=True)
CAMPAIGN_TARGET = Target(Campaign, Campaign.title)
"""A campaign, called by its title."""
