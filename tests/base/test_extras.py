from sciplan.base.extras import missing


def test_the_message_names_both_ways_to_install() -> None:
    message = missing("office", "写 .docx 文件", ImportError("no", name="docx")).message
    assert message.startswith("写 .docx 文件需要另装组件（缺 docx）")
    assert 'pip install ".[office]"' in message
    assert "pip install python-docx xlsxwriter" in message


def test_an_extra_names_only_its_own_libraries() -> None:
    message = missing("import", "读 .pdf 文件", ImportError("no", name="pypdfium2")).message
    assert "pypdfium2" in message.partition("或者")[2]
    assert "xlsxwriter" not in message
