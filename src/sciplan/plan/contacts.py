"""Whom to reach at a unit: a file of its own beside the plan, which is nobody else's business."""

from collections.abc import Mapping
from dataclasses import dataclass

from sciplan.plan.fields import ManyByName, Text, declared

FORMAT = "sciplan-contacts/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person to reach at a unit."""

    name: str = declared(Text(), "姓名")
    post: str = declared(Text(), "职务", default="")
    phone: str = declared(Text(), "电话", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """A list of contacts."""

    format: str = declared(Text(FORMAT, f"写作 {FORMAT}"), "文件格式")
    contacts: Mapping[str, tuple[Contact, ...]] = declared(
        ManyByName(lambda: Contact), "单位简称: 联系人的列表"
    )
