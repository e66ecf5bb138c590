"""The words that are stored: each is kept as its short code and shown in Chinese.

Only the standard library is used here, so that every layer, the window included, may
read these words. A code that was once stored is never given another meaning.
"""

from db.vocabulary.donations import (
    CampaignKind,
    CampaignState,
    ClaimState,
    Disclosure,
    DonorKind,
    FundCause,
    GiftWay,
    SpendKind,
)
from db.vocabulary.hardship import (
    AidKind,
    AidState,
    ExpenseKind,
    FileLevel,
    FileState,
    FileStep,
    FundSource,
    HardshipCategory,
    IncomeKind,
    PayMethod,
    Reckoning,
    SchoolLevel,
)
from db.vocabulary.members import (
    CardHandling,
    DuesMethod,
    EventKind,
    EventReason,
    MemberNote,
    MemberState,
    UnitKind,
    WorkerKind,
)
from db.vocabulary.papers import (
    PrintWay,
    TemplateKind,
)
from db.vocabulary.visits import (
    AllowedForm,
    LeftOut,
    Recipient,
    RoundState,
    VisitForm,
    VisitFrequency,
    VisitOccasion,
)
from db.vocabulary.word import Word

__all__ = [
    "AidKind",
    "AidState",
    "AllowedForm",
    "CampaignKind",
    "CampaignState",
    "CardHandling",
    "ClaimState",
    "Disclosure",
    "DonorKind",
    "DuesMethod",
    "EventKind",
    "EventReason",
    "ExpenseKind",
    "FileLevel",
    "FileState",
    "FileStep",
    "FundCause",
    "FundSource",
    "GiftWay",
    "HardshipCategory",
    "IncomeKind",
    "LeftOut",
    "MemberNote",
    "MemberState",
    "PayMethod",
    "PrintWay",
    "Recipient",
    "Reckoning",
    "RoundState",
    "SchoolLevel",
    "SpendKind",
    "TemplateKind",
    "UnitKind",
    "VisitForm",
    "VisitFrequency",
    "VisitOccasion",
    "Word",
    "WorkerKind",
]
