"""The words that letters have at first: a mine's union speaking, to be written over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unionoffice.calendar import Month
from unionoffice.dates import official

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office

APPEAL = """\
安全是矿工最大的福利，是家庭幸福的根本。为动员广大职工人人讲安全、个个会应急，矿工会向全体职工、会员发出如下倡议：
一、做遵章守纪的带头人。严格执行操作规程和岗位标准，不违章指挥，不违章作业，不违反劳动纪律。
二、做隐患排查的明白人。班前看一遍，班中查一遍，班后想一遍，发现隐患立即报告，人人都是群众安全监督员。
三、做互保联保的贴心人。提醒工友一句话，搭把手、多看一眼，做到自己不伤害自己、不伤害别人、不被别人伤害，也不让别人受到伤害。
四、做学技练兵的有心人。积极参加岗位练兵和技术比武，熟记避灾路线，会用自救器，提高自救互救能力。
让我们立即行动起来，从今天做起，从本岗位做起，高高兴兴上班，平平安安回家！"""

SYMPATHY = """\
炎炎夏日，骄阳似火。当人们纳凉避暑的时候，你们坚守在采掘一线和地面高温岗位，挥洒汗水，默默奉献。矿工会向你们并通过你们向家属，致以亲切的慰问和崇高的敬意！
入夏以来，你们克服高温高湿的困难，精心组织，安全生产，月月完成任务，涌现出许多感人的事迹。你们的辛劳，矿党政工都看在眼里、记在心上。
矿工会已将清凉饮料、防暑药品送到井口和班组，并会同有关部门检查作业环境和食堂、浴池、宿舍。希望你们劳逸结合，保重身体，遇到困难随时向工会反映，工会永远是你们的家。"""

THANKS = """\
你们好！
上月末，机电队职工张师傅夜班下班途中突发疾病，你队职工李师傅、王师傅发现后，立即拨打急救电话，把他护送到医院，垫付住院押金，并一直守护到家属赶来，使他得到及时救治，现已转危为安。
他们不留姓名、不图回报，体现了矿工兄弟之间的深厚情谊，也体现了你队良好的队风。矿工会和张师傅的家属向李师傅、王师傅表示衷心的感谢，向培养出这样好职工的综采一队致以崇高的敬意！"""

PRAISE = """\
你队职工赵师傅、陈师傅在上夜班检查时，发现皮带机头附近有烟气，立即停机、断电、汇报，并用灭火器材迅速处置，避免了一起事故。
两位师傅岗位责任心强，临危不乱，处置果断，是遵章守纪、爱矿如家的好职工。矿工会特此提出表扬，并按规定给予奖励。
希望两位师傅再接再厉，希望全体职工向他们学习，人人尽责，共保安全。"""

CONGRATULATION = """\
欣闻你队在全省煤炭行业职工职业技能竞赛中荣获掘进工团体第一名，矿工会向你们表示热烈的祝贺！
长期以来，你队坚持每日一题、每周一课、每月一考，岗位练兵持之以恒，师带徒蔚然成风。这份荣誉来之不易，是全队职工刻苦学技、团结拼搏的结果，也为全矿争了光。
希望你们珍惜荣誉，再攀高峰，为矿井安全高效生产作出新的更大贡献！"""

NEWS = """\
在全体职工的共同努力下，我矿综采一队{month}月份生产原煤31.2万吨，超计划1.8万吨，实现安全生产1000天，创建队以来最好成绩！
成绩的取得，靠的是党政工齐抓共管、班组严格管理、群众安全监督到位。全队职工决心戒骄戒躁，再立新功，全面完成全年任务！"""

LIFE = """\
王德山同志1966年参加工作，历任掘进工、班组长、采煤队副队长。从事井下工作三十年，曾多次被评为矿先进生产者。他为人正直，工作踏实，关心工友，深受职工爱戴。"""


def news(_office: Office, day: date) -> str:
    """The news of the month before."""
    return NEWS.format(month=(Month.of(day) - 1).first.month)


def death(_office: Office, day: date) -> str:
    """Cause, time and place; the day before."""
    before = day - timedelta(days=1)
    return f"因病医治无效，于{official(before)}5时20分在矿务局总医院逝世"


def farewell_day(_office: Office, day: date) -> str:
    """The ceremony in two days."""
    return (day + timedelta(days=2)).isoformat()
