"""`duties`, on the real plan and on small ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from office_samples import word
from support import Data, Run, as_text, small, with_measure


def saved(path: Path, data: Data) -> str:
    """Write plain data as a plan file."""
    file = path / "p.yaml"
    file.write_text(as_text(data), encoding="utf-8")
    return str(file)


def records(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("duties", *args, "-f", "json").out)
    return found


def test_the_whole_screen_in_order(run: Run) -> None:
    out = run("duties", "市科协").out
    heads = [
        "市科协 职责清单",
        "一、牵头 16 项",
        "二、配合 16 项",
        "三、统筹职责（不计入项数）",
        "未参与：2.3.1、2.5.1、2.5.3",
    ]
    assert [out.index(head) for head in heads] == sorted(out.index(head) for head in heads)
    assert "四（一）  综合协调、沟通联络" in out
    assert "指标：培训中小学骨干教师、科技辅导员3000人以上" in out
    assert "说明：市科协既列牵头又列配合，按牵头计一次" in out


def test_a_unit_that_only_cooperates(run: Run) -> None:
    out = run("duties", "市社科联").out
    assert "本单位无牵头任务，配合 30 项" in out
    assert "一、配合 30 项" in out
    assert "牵头 30" not in out


def test_place_in_the_list(run: Run) -> None:
    by_id = {item["measure"]: item for item in records(run, "市科协")}
    assert (by_id["2.1.5"]["place"], by_id["2.1.5"]["lead"]) == (2, ["市教体局", "市科协"])
    assert by_id["3.2.3"]["place"] == 1
    assert by_id["3.4.1"]["role"] == "lead"
    assert by_id["2.1.5"]["targets"][0] | {} == {
        "what": "培训中小学骨干教师、科技辅导员",
        "op": "at_least",
        "amount": 3000,
        "unit": "人",
        "by": None,
        "quote": "3000人以上",
    }


@pytest.mark.parametrize(
    ("args", "count"),
    [
        (["--role", "lead"], 16),
        (["--role", "牵头"], 16),
        (["--role", "配合"], 16),
        (["--role", "负责"], 0),
        (["--section", "2.5"], 1),
        (["--section", "三（四）"], 4),
        (["--section", "3.4", "--section", "2.5"], 5),
        (["--section", "二"], 17),
        (["--with", "市科技局"], 28),
        (["--with", "市科技局", "--section", "3.4", "--role", "lead"], 4),
    ],
)
def test_choosing(run: Run, args: list[str], count: int) -> None:
    assert len(records(run, "市科协", *args)) == count


def test_the_summary_says_what_was_chosen(run: Run) -> None:
    assert "参与 4 项（所选章节共 4 项）" in run("duties", "市科协", "--section", "3.4").out
    out = run("duties", "市科协", "--with", "市社科联").out
    assert "参与 30 项（市社科联参与的举措共 30 项）" in out
    assert "统筹职责" not in out


def test_every_unit(run: Run) -> None:
    found = records(run, "--all")
    assert len(found) == 400
    assert found[0]["unit"] == "市委组织部"
    assert run("duties", "--all").out.count(" 职责清单\n") == 38


def test_responsible_and_other_roles(run: Run, tmp_path: Path) -> None:
    data = with_measure(
        lead=[], responsible=["甲局", "乙局"], cooperating=["丙会"], others={"指导": ["丙会"]}
    )
    data["measures"].append({"id": "2", "title": "另一件", "others": {"督办": ["丙会"]}})
    path = saved(tmp_path, data)
    out = run("duties", "乙局", "-p", path).out
    assert "负责 1 项" in out
    assert "无牵头任务" not in out
    out = run("duties", "丙会", "-p", path).out
    assert "二、其他身份（不计入项数）" in out
    assert "参与 1 项（方案共 2 项）" in out
    # a role outside the three is still a part in the measure
    assert "未参与" not in out


def test_a_unit_without_any_duty(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, small(sections=[]))
    assert "参与 0 项（方案共 0 项）" in run("duties", "甲局", "-p", path).out
    path = saved(tmp_path, with_measure())
    out = run("duties", "乙局", "-p", path).out
    assert "参与 0 项（方案共 1 项）" in out
    assert "未参与：1" in out


def test_a_provision_may_name_a_unit_by_any_of_its_names(run: Run, tmp_path: Path) -> None:
    section = {
        "id": "4", "title": "组织", "provisions": [
            {"id": "4.1", "title": "牵总", "units": ["某市丙会", "省政府"]}
        ],
    }  # fmt: skip
    path = saved(tmp_path, small(sections=[section]))
    assert "牵总" in run("duties", "丙会", "-p", path).out
    assert "牵总" not in run("duties", "乙局", "-p", path).out


@pytest.mark.parametrize("args", [[], ["市科协", "--all"]])
def test_one_unit_or_all(run: Run, args: list[str]) -> None:
    done = run("duties", *args)
    assert done.code == 2
    assert "--all" in done.err


def three_plans(path: Path) -> str:
    """Write three plans of one place, which call its bodies differently."""
    for ident, unit, other in (("a", "甲局", "乙局"), ("b", "甲委", "乙局"), ("c", "乙局", "甲局")):
        head = {"id": ident, "title": f"{ident}方案", "jurisdiction": "某市"}
        units: Data = {unit: {}, other: {}}
        units[unit if ident == "b" else "甲局"] = {"full_name": "某市甲局"}
        measures = [{"id": "1.1", "title": "办事", "lead": [unit], "cooperating": [other]}]
        data = small(
            plan=head, units=units, sections=[{"id": "1", "title": "一", "measures": measures}]
        )
        (path / f"{ident}.yaml").write_text(as_text(data), encoding="utf-8")
    return str(path)


def test_duties_of_several_plans_are_listed_by_plan_with_a_sum(run: Run, tmp_path: Path) -> None:
    done = run("duties", "甲局", "-p", three_plans(tmp_path))
    assert "合计：牵头 2 项、配合 1 项，涉及 3 个方案" in done.out
    heads = ["一、《a方案》牵头 1 项", "二、《b方案》牵头 1 项", "三、《c方案》配合 1 项"]
    assert [done.out.index(head) for head in heads] == sorted(map(done.out.index, heads))
    found = records(run, "甲委", "-p", str(tmp_path))
    assert [(item["unit"], item["plan"], item["lead"]) for item in found] == [
        ("甲局", "a", ["甲局"]),
        ("甲局", "b", ["甲局"]),
        ("甲局", "c", ["乙局"]),
    ]


def test_one_plan_has_no_sum_over_plans(run: Run) -> None:
    assert "合计" not in run("duties", "市科协").out


def test_a_bad_plan_among_several_is_told_and_the_rest_answered(run: Run, tmp_path: Path) -> None:
    folder = three_plans(tmp_path)
    (tmp_path / "d.yaml").write_text("format: sciplan/1\nplan: 甲\n", encoding="utf-8")
    for command in (
        "", "duties 甲局", "duties --all", "workload", "overlaps", "overlaps 甲局", "matrix",
        "measures", "measures 办事", "units", "targets", "meeting a/1.1 b/1.1",
        "deadlines", "reforms",
    ):  # fmt: skip
        done = run(*command.split(), "-p", folder)
        assert done.code == 1, command
        assert "d.yaml:2:7: 错误" in done.err, command
        assert done.out.startswith("3 个方案："), command


def test_a_meeting_over_topics_of_several_plans(run: Run, tmp_path: Path) -> None:
    folder = three_plans(tmp_path)
    found = json.loads(run("meeting", "a/1.1", "c/1.1", "-p", folder, "-f", "json").out)
    assert [(item["unit"], item["measures"], item["leads"]) for item in found] == [
        ("甲局", ["a/1.1", "c/1.1"], ["a/1.1"]),
        ("乙局", ["a/1.1", "c/1.1"], ["c/1.1"]),
    ]


def test_the_lists_of_several_plans_are_bound_together(run: Run, tmp_path: Path) -> None:
    folder, out = three_plans(tmp_path), tmp_path / "材料"
    done = run("export", str(out), "-p", folder)
    assert done.code == 0
    names = {path.relative_to(out).as_posix() for path in out.rglob("*.docx")}
    assert names == {
        "00-目录.docx", "05-各单位职责清单.docx",
        "05-职责清单/01-甲局.docx", "05-职责清单/02-乙局.docx",
    }  # fmt: skip
    said = [each.text for each in word(out / "05-职责清单" / "01-甲局.docx").paragraphs]
    assert "合计：牵头2项、配合1项，涉及3个方案。" in said
    assert any(each.endswith("《b方案》牵头任务（1项）") for each in said)
    assert "没有做任务分解表、" in done.err
    refused = run("export", str(out), "-p", folder, "--only", "任务分解表")
    assert (refused.code, "一次只做一个方案的" in refused.err) == (2, True)
