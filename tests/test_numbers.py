"""Numbers: what has one value in both languages, and what is no number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers import numbers, spelt

SAME = {
    "hundred millions": ("1750 亿", "175 billion"),
    "a decimal of them": ("15 亿", "1.5 billion"),
    "ten thousands": ("3 万", "30,000"),
    "a million": ("100 万个", "1 million"),
    "millions": ("3 百万", "3 million"),
    "ten millions": ("2 千万", "20 million"),
    "a trillion": ("1.8 万亿", "1.8 trillion"),
    "thousands": ("5 千", "5 thousand"),
    "thousands of characters": ("3 千字", "3,000 characters"),
    "a little more": ("100 多万", "more than 1 million"),
    "separators": ("65536", "65,536"),
    "percent as a sign": ("80%", "80 percent"),
    "percent in front": ("百分之 80", "80%"),
    "per mille": ("5‰", "0.5%"),
    "percentage points": ("3 个百分点", "3 percentage points"),
    "a range with a hyphen": ("0.1-0.2", "0.1–0.2"),
    "a range whose multiplier is shared": ("70 亿至 130 亿", "7–13 billion"),
    "the same in Chinese": ("1～2 万", "10,000 to 20,000"),
    "a range of percent": ("20%–30%", "20–30%"),
    "a date": ("2025 年 9 月 1 日起", "from September 1, 2025"),
    "a date the other way round": ("2025 年 5 月 1 日", "1 May 2025"),
    "a short month": ("2024 年 8 月 1 日", "Aug. 1, 2024"),
    "a month alone": ("9 月", "in September"),
    "a date in figures": ("2025-09-01", "1 September 2025"),
    "an article": ("第 73 条", "Article 73"),
    "an ordinal": ("第 21 届", "the 21st time"),
    "a decade": ("20 世纪 90 年代", "the 1990s"),
    "bits": ("8 位", "8-bit"),
    "hours": ("24 小时", "24-hour"),
    "a unit without a blank": ("160 GB", "160GB"),
    "times": ("10 倍", "10x"),
    "a letter for a multiplier": ("70 亿", "7B"),
    "a power": ("10²⁵ 次", "10^25"),
    "a negative power": ("10⁻³", "1e-3"),
    "a minus": ("为 -1", "is −1"),
    "about": ("~10 GB", "10 GB"),
}

APART = {
    "ten times too many": ("15 亿", "15 billion"),
    "Chinese powers taken for English ones": ("1750 亿", "1750 billion"),
    "another percentage": ("80%", "8%"),
    "percent and percentage points": ("3 个百分点", "3%"),
    "a number left out": ("从 16 GB 增至 160 GB", "up to 160 GB"),
    "another day": ("2025 年 9 月 1 日", "September 7, 2025"),
    "another month": ("2025 年 9 月 1 日", "August 1, 2025"),
    "a sign": ("为 -1", "is 1"),
    "another power": ("10²⁵", "10²³"),
}

NONE = {
    "a model": "GPT-3",
    "a model with a decimal": "GPT-3.5-turbo 与 Llama-2-7B",
    "a letter and a digit": "T5、A100、R1",
    "a format": "FP16/BF16/INT8",
    "a name in small letters": "top-1、gpt-4o、word2vec",
    "a name with digits in front": "3D 渲染",
    "a metric": "pass@1、Recall@10",
    "Chinese numerals": "三种方法、一千个、第二",
    "English number words": "three of one thousand methods may march",
    "a raised letter": "O(n²)",
    "nothing": "",
}


@pytest.mark.parametrize(("zh", "en"), SAME.values(), ids=SAME)
def test_one_value_in_both_languages(zh: str, en: str) -> None:
    assert sorted(numbers(zh)) == sorted(numbers(en))
    assert numbers(zh)


@pytest.mark.parametrize(("zh", "en"), APART.values(), ids=APART)
def test_two_values(zh: str, en: str) -> None:
    assert sorted(numbers(zh)) != sorted(numbers(en))


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_number(text: str) -> None:
    assert () == numbers(text)


UNITS = {
    "kilograms are no thousands": ("3 千克", 3),
    "metres neither": ("5 千米", 5),
    "a full stop is no decimal": ("in 2018.", 2018),
    "a name beside a number": ("GPT-3 的 96 层", 96),
}


@pytest.mark.parametrize(("text", "value"), UNITS.values(), ids=UNITS)
def test_value(text: str, value: int) -> None:
    assert (Fraction(value),) == numbers(text)


def test_values_are_exact() -> None:
    assert (Fraction(1, 10), Fraction(3, 10)) == numbers("0.1 与 0.3")


@given(st.integers(min_value=0, max_value=10**18))
def test_separators_change_no_value(number: int) -> None:
    assert (Fraction(number),) == numbers(str(number)) == numbers(f"{number:,}")


@given(st.text(alphabet="0123456789.,-^eEGPT亿万%至 年月九⁻²MayB", max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    assert all(isinstance(value, Fraction) for value in numbers(text))


def test_spelt_values() -> None:
    assert {Fraction(3), Fraction(1, 2), Fraction(10)} <= spelt("three times, half, tenfold")
    assert {Fraction(2), Fraction(5)} <= spelt("两个 top-5")
    assert Fraction(3) not in spelt("GPT-3 threefolded")


def test_digits_without_end_are_no_number() -> None:
    assert () == numbers("9" * 5000)
