"""Levels of government, as names of bodies begin with them; what stands before a body."""

LEVELS = "省市县区州"
EVERY_LEVEL = f"{LEVELS}盟旗"
BODY_BEGINS = f"{LEVELS}国各"
"""What a body's name may begin with: 市水利局, 国家税务局, 各县."""
BODIES_BEGIN = f"{BODY_BEGINS}有相"
"""The same, and what bodies without a name begin with: 有关部门, 相关单位."""
