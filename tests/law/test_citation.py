import pytest

from kiosk.law.citation import Typed, links, typed


@pytest.mark.parametrize(
    ("query", "cited"),
    [
        ("民法典1042条", ("民法典", 1042, 0)),
        ("民法典第一千零四十二条", ("民法典", 1042, 0)),
        ("《中华人民共和国劳动合同法》第三十条", ("劳动合同法", 30, 0)),
        ("刑法133条之一", ("刑法", 133, 1)),
        ("刑法第一百三十三条之一怎么判", ("刑法", 133, 1)),
        ("劳动法的第 44 条", ("劳动法", 44, 0)),
        ("第三十条", ("", 30, 0)),
        ("民法典１０４２条", ("民法典", 1042, 0)),
    ],
)
def test_people_type_a_citation_in_many_ways(query, cited):
    assert typed(query) == Typed(*cited)


@pytest.mark.parametrize("query", ["离婚要几条", "被打了怎么办", "", "民法典", "民法典0条", "民法典99999条"])
def test_a_question_is_no_citation(query):
    assert typed(query) is None


def found(text):
    return [(text[x.start : x.end], x.title, x.number, x.sub) for x in links(text)]


def test_an_article_without_a_name_is_the_same_statutes():
    assert found("依照本法第三十条、第一百三十三条之一处理。") == [
        ("第三十条", "", 30, 0),
        ("第一百三十三条之一", "", 133, 1),
    ]


def test_a_named_statute_keeps_its_list():
    assert found("违反《中华人民共和国刑法》第二百八十条、第二百八十一条的，依照本条例第五条") == [
        ("第二百八十条", "刑法", 280, 0),
        ("第二百八十一条", "刑法", 281, 0),
        ("第五条", "", 5, 0),
    ]


def test_a_list_goes_on_over_paragraphs_of_an_article():
    assert [x[1:3] for x in found("《民法典》第八条第一款、第九条和第十条")] == [
        ("民法典", 8),
        ("民法典", 9),
        ("民法典", 10),
    ]


def test_another_statute_named_without_marks_is_no_link_into_this_one():
    assert found("依照刑法第十七条的规定") == []
    assert found("依照本规定第十七条") == [("第十七条", "", 17, 0)]
    assert found("依照本法第四条") == [("第四条", "", 4, 0)]


def test_a_version_in_brackets_may_stand_between():
    assert found("《民法典》（以下简称民法典）第一条") == [("第一条", "民法典", 1, 0)]


def test_no_article_no_link():
    assert found("第1十条，第零条，第九千九百九十九章，条之一") == []
