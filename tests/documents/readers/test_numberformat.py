"""Numbers as spreadsheets show them: expected texts are what Excel's Chinese edition shows."""

from datetime import date, datetime, time

import pytest

from sciplan.documents.readers.numberformat import BUILT_IN, shown, shown_text, since_1900, typed

DAY = 45657.0  # 2024-12-31, a Tuesday


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (-3, "General", "-3"),
        (1234567, "General", "1234567"),
        (12, 'General"月底前"', "12月底前"),
        (12, "G/通用格式", "12"),
        (12, '0"月底前"', "12月底前"),
        (2024, '0"年"', "2024年"),
        (45382, '"第一季度"', "第一季度"),
        (3, '"第"0"批"', "第3批"),
        (7, "000", "007"),
        (2024.1, "0.00", "2024.10"),
        (2.5, "0", "3"),
        (0.945, "0.0#", "0.95"),
        (12.5, "0.0#", "12.5"),
        (0.5, "#.##", ".5"),
        (5, "#.##", "5."),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (0.955, "0%", "96%"),
        (12345.6, "#,##0", "12,346"),
        (1234567, "#,##0.00", "1,234,567.00"),
        (12345678, "#,##0,", "12,346"),
        (50000, "0,", "50"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"无"', "无"),
        (5, "[红色]0;[蓝色]-0", "5"),
        (3, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "3"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (300, "[$¥-804]#,##0", "¥300"),
        (5, r"0\人", "5人"),
        (5, "0人", "5人"),
        (12, "[DBNum1][$-804]General", "十二"),
        (2024, "[DBNum1]0", "二〇二四"),
        (5, "@", "5"),
    ],
)  # fmt: skip
def test_numbers(value: float, code: str, said: str) -> None:
    assert shown(value, code) == said


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (DAY, "yyyy", "2024"),
        (DAY, "e", "2024"),
        (DAY, "yy", "24"),
        (DAY, 'yyyy"年底"', "2024年底"),
        (DAY, 'yyyy"年底前"', "2024年底前"),
        (DAY, "yyyy年m月d日", "2024年12月31日"),
        (DAY, "yyyy年mm月", "2024年12月"),
        (DAY, '[$-804]yyyy"年"m"月"d"日";@', "2024年12月31日"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年十二月三十一日"),
        (DAY, '[DBNum1][$-804]m"月"', "十二月"),
        (45296.0, 'm"月"d"日"', "1月5日"),
        (45296.0, 'mm"月"dd"日"', "01月05日"),
        (DAY, 'm"月底前"', "12月底前"),
        (DAY, '"第"m"月"', "第12月"),
        (DAY, "yyyy-mm-dd", "2024年12月31日"),
        (DAY, "yyyy/m/d;@", "2024年12月31日"),
        (DAY, "yyyy.mm.dd", "2024年12月31日"),
        (DAY, "yyyymmdd", "2024年12月31日"),
        (DAY, "dd-mmm-yy", "2024年12月31日"),
        (DAY, "yyyy-mm", "2024年12月"),
        (DAY, "mmm-yy", "2024年12月"),
        (DAY, "m/d", "12月31日"),
        (DAY, "yyyy-mm-dd h:mm", "2024年12月31日"),
        (DAY + 0.75, "yyyy-mm-dd hh:mm", "2024年12月31日 18:00"),
        (0.75, "hh:mm", "18:00"),
        (DAY, "aaaa", "星期二"),
        (DAY, "aaa", "二"),
        (DAY, "dddd", "星期二"),
        (DAY, 'yyyy"年第四季度"', "2024年第四季度"),
        (1.0, "yyyy-mm-dd", "1900年1月1日"),
        (-1.0, "yyyy-mm-dd", "-1"),
        (1e15, "yyyy", "1e+15"),
    ],
)  # fmt: skip
def test_days(value: float, code: str, said: str) -> None:
    assert shown(value, code) == said


@pytest.mark.parametrize(
    "code",
    [
        '0000"年"00"月"',
        "00-00",
        '[>=60]"合格";"不合格"',
        "[DBNum2][$-804]0",
        "# ?/?",
        "0.00E+00",
        "上午/下午h时mm分",
        "[h]:mm",
        "mm:ss",
    ],
)
def test_what_no_office_writes_is_not_guessed(code: str) -> None:
    assert shown(59, code) is None
    assert typed(59, code) == 59


def test_days_that_count_from_1904() -> None:
    assert since_1900(DAY - 1462, "yyyy-mm-dd") == DAY
    assert since_1900(3.0, "0.00") == 3.0


def test_a_format_may_add_words_to_a_text() -> None:
    assert shown_text("水利", '@"局"') == "水利局"
    assert shown_text("水利", '0;-0;0;"市"@') == "市水利"
    assert shown_text("水利", "@") == shown_text("水利", "General") == "水利"


@pytest.mark.parametrize(
    ("value", "code", "meant"),
    [
        (DAY, "yyyy-mm-dd", date(2024, 12, 31)),
        (DAY + 0.5, "yyyy-mm-dd hh:mm", datetime(2024, 12, 31, 12)),  # noqa: DTZ001
        (0.5, "hh:mm", time(12)),
        (3.0, "0", 3.0),
        (3.0, '"d"0', 3.0),
        (-2.0, "yyyy", -2.0),
    ],
)
def test_what_a_format_means(value: float, code: str, meant: object) -> None:
    assert typed(value, code) == meant


@pytest.mark.parametrize("code", ["", ";", ";;;", "[", '"', "\\", "_", "*", "0" * 9999, "E+0", "."])
def test_no_code_is_too_odd(code: str) -> None:
    assert isinstance(shown(-1.5, code), str | None)
    assert isinstance(shown(0, code), str | None)


def test_built_in_formats_are_known() -> None:
    assert [shown(DAY, BUILT_IN[number]) for number in (14, 31, 57, 58, 17)] == [
        "2024年12月31日",
        "2024年12月31日",
        "2024年12月",
        "12月31日",
        "2024年12月",
    ]
    assert shown(0.955, BUILT_IN[10]) == "95.50%"
