"""Pinyin: the readings of the field, what can be no reading, and the order of an index."""

import pytest

from pipeline.text.pinyin import collation_key, initial, is_possible, pinyin, readings

SPELLED = {
    "自注意力": "zì zhù yì lì",
    "Transformer": "Transformer",
    "n-gram 模型": "n-gram mó xíng",
    "BERT模型": "BERT mó xíng",
    "编码器-解码器": "biān mǎ qì-jiě mǎ qì",
    "字节对编码（BPE）": "zì jié duì biān mǎ（BPE）",
    "": "",
    # Characters with more than one reading, each in the words of the field.
    "重写": "chóng xiě",
    "重复": "chóng fù",
    "降重": "jiàng chóng",
    "去重": "qù chóng",
    "重排序": "chóng pái xù",
    "重要性": "zhòng yào xìng",
    "权重": "quán zhòng",
    "弹性权重巩固": "tán xìng quán zhòng gǒng gù",
    "长距离依赖": "cháng jù lí yī lài",
    "长度": "cháng dù",
    "增长": "zēng zhǎng",
    "微调": "wēi tiáo",
    "指令微调": "zhǐ lìng wēi tiáo",
    "调优": "tiáo yōu",
    "学习率调度": "xué xí lǜ diào dù",
    "强调": "qiáng diào",
    "调用": "diào yòng",
    "并行": "bìng xíng",
    "行为": "xíng wéi",
    "银行": "yín háng",
    "一行代码": "yī háng dài mǎ",
    "超参数": "chāo cān shù",
    "参与": "cān yù",
    "模型": "mó xíng",
    "模糊": "mó hu",
    "差分隐私": "chā fēn yǐn sī",
    "残差": "cán chā",
    "误差": "wù chā",
    "方差": "fāng chā",
    "相似": "xiāng sì",
    "似然": "sì rán",
    "便利": "biàn lì",
    "得分": "dé fēn",
    "可解释性": "kě jiě shì xìng",
    "分类": "fēn lèi",
    "载入": "zǎi rù",
    "负载均衡": "fù zài jūn héng",
    "召回率": "zhào huí lǜ",
    "量化": "liàng huà",
    "批量": "pī liàng",
    "质量": "zhì liàng",
    "测量": "cè liáng",
    "衡量": "héng liáng",
    "少样本": "shǎo yàng běn",
    "子词": "zǐ cí",
    "句子": "jù zi",
    "知识蒸馏": "zhī shí zhēng liú",
    "剪枝": "jiǎn zhī",
    "一致": "yī zhì",
    "不断": "bù duàn",
}

POSSIBLE = {
    "the usual reading": ("wēi tiáo", "微调"),
    "an unusual one": ("wēi diào", "微调"),
    "a neutral tone of a word": ("mó hu", "模糊"),
    "Latin beside it": ("n-gram mó xíng", "n-gram 模型"),
    "other marks": ("biān mǎ qì – jiě mǎ qì", "编码器-解码器"),
    "tone marks apart from their letters": ("lu\u0308\u0300", "率"),
}

IMPOSSIBLE = {
    "another tone": ("wēi tiào", "微调"),
    "no tone": ("wei tiao", "微调"),
    "a syllable too few": ("wēi", "微调"),
    "a syllable too many": ("wēi tiáo qì", "微调"),
    "syllables not apart": ("wēitiáo", "微调"),
    "in another order": ("tiáo wēi", "微调"),
    "other Latin": ("m-gram mó xíng", "n-gram 模型"),
    "nothing": ("", "微调"),
}


@pytest.mark.parametrize("text", SPELLED)
def test_spells(text: str) -> None:
    assert SPELLED[text] == pinyin(text)


@pytest.mark.parametrize("text", SPELLED)
def test_what_it_spells_is_possible(text: str) -> None:
    assert is_possible(SPELLED[text], text)


@pytest.mark.parametrize(("written", "text"), POSSIBLE.values(), ids=POSSIBLE)
def test_possible(written: str, text: str) -> None:
    assert is_possible(written, text)


@pytest.mark.parametrize(("written", "text"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_impossible(written: str, text: str) -> None:
    assert not is_possible(written, text)


def test_readings() -> None:
    assert (frozenset({"sì", "shì"}), frozenset({"GPU"})) == readings("似/GPU")


INITIALS = {
    "自注意力": "Z",
    "n-gram 模型": "N",
    "“掩码”": "Y",
    "（词元）": "C",
    "额外": "E",
    "3D": "#",
    "λ 演算": "#",
    "": "#",
    "…": "#",
}


@pytest.mark.parametrize("text", INITIALS)
def test_initial(text: str) -> None:
    assert INITIALS[text] == initial(text)


ORDERED = {
    "by group": ("BERT", "掩码", "自注意力"),
    "Latin before Chinese of the same letter": ("BERT", "BLEU", "Byte", "八", "编码器"),
    "Latin in either case": ("Token", "top-k", "Transformer"),
    "by syllables, not by letters": ("西安", "先"),
    "letters before tones": ("模态", "墨", "谋"),
    "tones": ("妈", "麻", "马", "骂"),
    "the shorter first": ("词元", "词元化"),
    "a tone before the next syllable": ("之前", "知识", "直接", "只读", "至少"),
    "ü behind u": ("鲁棒", "路", "乱", "绿"),
    "no letter before all": ("3D", "BERT", "编码"),
}


@pytest.mark.parametrize("wanted", ORDERED.values(), ids=ORDERED)
def test_order(wanted: tuple[str, ...]) -> None:
    assert list(wanted) == sorted({*wanted}, key=collation_key)
