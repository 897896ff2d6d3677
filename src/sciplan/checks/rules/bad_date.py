"""年份或日期的写法不对，或没有这一天。

年份写四位数字，如 2025；日期写作 2022-04-26。“年底前”“持续推进”这类期限照原话写进 deadline。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
        deadline_date: 2024-02-30

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
        deadline_date: 2024-02-29
"""
