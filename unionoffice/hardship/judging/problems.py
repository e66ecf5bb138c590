"""What somebody should look at before a judgement is signed (domain.md §2.10).

Each is one sentence for all people it is about, so the order in which a household
was written down changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import ExpenseKind, HardshipCategory, IncomeKind
from unionoffice.hardship.judging.categories import gaps
from unionoffice.hardship.judging.figures import WORKING_AGE, age, could_earn, idle
from unionoffice.hardship.judging.sentences import yuan
from unionoffice.hardship.judging.standards import MONTHS
from unionoffice.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from unionoffice.hardship.judging.household import Household, Person
    from unionoffice.hardship.judging.standards import Standard

HEADS = frozenset({"本人", "自己", "户主"})
OLDEST, COMPULSORY = 120, 15
"""Nobody is older; whoever is younger goes to school for nothing (义务教育)."""
MOST_NAMES, LONGEST_RELATION = 5, 10


def problems(
    household: Household, standard: Standard, category: HardshipCategory
) -> Iterator[str]:
    """Everything that the figures alone show to be odd, missing or to be proven."""
    yield from _head_problems(household)
    yield from _birth_problems(household)
    yield from _work_problems(household)
    yield from _imputed_problems(household, standard)
    yield from _income_problems(household, standard)
    yield from _expense_problems(household)
    yield from _accident_problems(household, category)


def _head_problems(household: Household) -> Iterator[str]:
    heads = sum(tidy(person.relation) in HEADS for person in household.people)
    if not heads:
        yield "家庭成员里没有本人（户主），请核对。"
    elif heads > 1:
        yield f"家庭成员里有 {heads} 个本人（户主），应只有一个。"
    if nameless := sum(not tidy(person.relation) for person in household.people):
        yield f"有 {nameless} 名家庭成员没有填与户主的关系。"


def _birth_problems(household: Household) -> Iterator[str]:
    as_of, people = household.as_of, household.people
    if unborn := [each for each in people if each.born and each.born > as_of]:
        yield f"{_named(unborn, as_of)}的出生日期在申请日以后，请核对。"
    if unknown := [each for each in people if each.born is None]:
        sentence = f"{_named(unknown, as_of)}没有填出生日期"
        earning = any(map(idle, unknown))
        yield (
            f"{sentence}，未就业的没有按最低工资视同收入。"
            if earning
            else f"{sentence}。"
        )
    if old := [each for each in people if (age(each, as_of) or 0) > OLDEST]:
        yield f"{_named(old, as_of)}的年龄超过 {OLDEST} 岁，请核对出生日期。"


def _work_problems(household: Household) -> Iterator[str]:
    as_of = household.as_of
    working = [each for each in household.people if each.employed]
    if young := [each for each in working if _younger(each, as_of, WORKING_AGE.start)]:
        yield f"{_named(young, as_of)}不满 {WORKING_AGE.start} 岁却填了已就业，请核对。"
    if both := [each for each in working if each.student]:
        yield f"{_named(both, as_of)}既填了在校又填了已就业，请核对。"
    if unable := [each for each in working if not each.able]:
        yield f"{_named(unable, as_of)}填了无劳动能力却已就业，请核对。"


def _imputed_problems(household: Household, standard: Standard) -> Iterator[str]:
    """§2.10 item 11."""
    as_of = household.as_of
    earning = [each for each in household.people if could_earn(each, as_of)]
    if not earning:
        return
    names = _named(earning, as_of)
    if not standard.minimum_wage:
        yield f"{names}有劳动能力而未就业，但没有填最低工资，没有视同收入。"
        return
    wage = yuan(standard.minimum_wage)
    yield (
        f"{names}有劳动能力而未就业，已按最低工资每人每月 {wage} 元视同收入；"
        "有证据证明没有收入的除外。"
    )


def _income_problems(household: Household, standard: Standard) -> Iterator[str]:
    """§2.10 item 12, and wages that do not fit who works."""
    income = sum(household.incomes.values())
    working = sum(person.employed for person in household.people)
    wages = household.incomes.get(IncomeKind.WAGE, 0)
    if working and not wages:
        yield f"有 {working} 人已就业，却没有工资性收入，请核对。"
    if wages and not working:
        yield "没有人就业，却有工资性收入；是离职以前的请说明，以免与视同收入重复。"
    least = standard.minimum_wage * MONTHS * max(1, working)
    if income < least and not sum(household.expenses.values()):
        yield (
            f"十二个月收入 {yuan(income)} 元，低于 {max(1, working)} 人的最低工资 "
            f"{yuan(least)} 元，又没有填刚性支出，请核对并说明。"
        )


def _expense_problems(household: Household) -> Iterator[str]:
    spent, people = household.expenses, household.people
    students = [person for person in people if person.student]
    if spent.get(ExpenseKind.SCHOOLING, 0):
        if not students:
            yield "填了因学支出，但没有在校的家庭成员。"
        elif all(_younger(each, household.as_of, COMPULSORY) for each in students):
            yield (
                f"在校的家庭成员都不满 {COMPULSORY} 岁；"
                "义务教育阶段不计因学支出，请核对。"
            )
    if spent.get(ExpenseKind.EMPLOYMENT, 0) and not any(
        person.employed for person in people
    ):
        yield "填了必要就业成本，但没有人就业。"


def _accident_problems(
    household: Household, category: HardshipCategory
) -> Iterator[str]:
    accident, as_of = household.accident, household.as_of
    if accident is None:
        if category is HardshipCategory.ACCIDENT_OLD:
            yield "意外致困户应写明意外事由、发生日期和净损失。"
        return
    if missing := gaps(accident, as_of):
        yield f"意外致困的材料不全，还缺{'、'.join(missing)}。"
    if accident.day and accident.day > as_of:
        yield "意外的发生日期在申请日以后，请核对。"


def _younger(person: Person, as_of: date, years: int) -> bool:
    reached = age(person, as_of)
    return reached is not None and reached < years


def _named(people: Iterable[Person], as_of: date) -> str:
    """Who it is, the eldest first: 配偶（38 岁）、长子（16 岁）等 7 人."""
    names = [_name(person, as_of) for person in sorted(people, key=_eldest_first)]
    shown = "、".join(names[:MOST_NAMES])
    return f"{shown}等 {len(names)} 人" if len(names) > MOST_NAMES else shown


def _eldest_first(person: Person) -> tuple[bool, int, str]:
    born = person.born
    return born is None, born.toordinal() if born else 0, tidy(person.relation)


def _name(person: Person, as_of: date) -> str:
    relation = tidy(person.relation)[:LONGEST_RELATION] or "未填关系的成员"
    reached = age(person, as_of)
    if reached is None:
        return relation
    return f"{relation}（{reached} 岁）" if reached >= 0 else f"{relation}（未出生）"
