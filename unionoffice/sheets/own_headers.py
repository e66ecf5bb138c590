"""Header words that only this program writes, and knows again when they come back."""

KEY_LABEL = "数据标识（请勿改动）"
"""Over the column that holds each record's key for life."""

REASON, FROM_SHEET, FROM_ROW = "未导入的原因", "原工作表", "原行号"
GIVEN_BACK = frozenset({REASON, FROM_SHEET, FROM_ROW})
"""The columns before the rows that were given back; they are no facts."""

GUIDE_HEADS = ("栏目", "是否必填", "举例", "怎样填")
"""Over the sheet that says how a blank form is filled in; it holds no record."""
