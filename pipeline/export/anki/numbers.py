"""The numbers that Anki knows note types, fields and templates by.

A changed number turns an update into a second note type beside the first, so they are constants,
made once at random. Fields that nothing uses yet ship from the first release on, since a field
can't be added later without asking every learner to merge note types by hand; one is put to use
by renaming it, under its number.
"""

from pipeline.model.deck import Edition
from pipeline.model.note import Kind

# Editions differ in the language their templates name, so each has note types of its own.
MODELS: dict[Kind, dict[Edition, int]] = {
    "question": {"zh-CN": 2117853555, "zh-TW": 1391726583, "zh-HK": 1849403171},
    "points": {"zh-CN": 1106509368, "zh-TW": 1638312441, "zh-HK": 1516400811},
    "term": {"zh-CN": 2114144037, "zh-TW": 2003433045, "zh-HK": 1293152360},
    "code": {"zh-CN": 1238613265, "zh-TW": 1612662962, "zh-HK": 2043696054},
}
NAMES: dict[Kind, str] = {
    "question": "deckpress · question and answer",
    "points": "deckpress · key points",
    "term": "deckpress · terms",
    "code": "deckpress · code",
}

QUESTION = {
    "Key": 1778549083172595937,
    "Number": 3158087883902820612,
    "QuestionZh": 3577183703882783856,
    "QuestionEn": 486221258816567074,
    "AnswerZh": 2427174341242947861,
    "AnswerEn": 3770148585279355014,
    "Code": 3697966714778877217,
    "TopicZh": 3979712776522773050,
    "TopicEn": 1651323893005851769,
    "ErratumZh": 2551634183227088328,
    "ErratumEn": 3630622760644781137,
    "Source": 2904907607407058583,
    "References": 1130462359822407227,
    "SpokenZh": 4049529285740341097,
    "SpokenEn": 1140812568926769965,
    "Extra4": 1417444678471135598,
    "Extra5": 3930880428747375226,
    "Extra6": 195162812570578466,
}
POINTS = {
    "Key": 1650596279977455223,
    "Number": 3060390870961319072,
    "TextZh": 1051409985925033175,
    "TextEn": 3700776045377823285,
    "SpokenZh": 630479607368974072,
    "SpokenEn": 4239879449410580816,
    "TopicZh": 2296262306918479646,
    "TopicEn": 1465995784604083830,
    "Source": 1479694137338289009,
    "Extra1": 2318921801043123347,
    "Extra2": 4607836205685562377,
    "Extra3": 1911302989817837775,
    "Extra4": 3265668698296725772,
    "Extra5": 2455754737173107891,
}
TERM = {
    "Key": 996226564333644837,
    "Zh": 3539297107992859478,
    "Pinyin": 3724660563838837267,
    "En": 2129061614734859224,
    "Name": 4425923543113977817,
    "DefineZh": 1688065859289380651,
    "DefineEn": 1069416721775574234,
    "AlsoZh": 2108472491222886930,
    "AlsoEn": 3047469817321753616,
    "UsedZh": 2936447112308950418,
    "UsedEn": 2076281222509814738,
    "TopicZh": 3612139480066321786,
    "TopicEn": 2069003941050774926,
    "Source": 2343921370770165512,
    "HintZh": 3635666214709681458,
    "HintEn": 3962328537532823105,
    "Extra3": 792200196751060807,
    "Extra4": 3290405705623048596,
    "Extra5": 3069583332156100233,
}
CODE = {
    "Key": 4379688919417876420,
    "Number": 2738625750772482720,
    "QuestionZh": 1051350473138023470,
    "QuestionEn": 4066544524634104419,
    "AskZh": 2546691975694954407,
    "AskEn": 3871216959588405671,
    "Code": 2660058117176715373,
    "WhyZh": 2646503549559321822,
    "WhyEn": 1881898812316451924,
    "Provenance": 1126856463774271329,
    "TopicZh": 3625818123945557790,
    "TopicEn": 893322578311161768,
    "Source": 1409261580953621025,
    "Figure": 4099477725550969709,
    "Extra2": 1686729229355157976,
    "Extra3": 797620095287343359,
    "Extra4": 1413657396426444256,
    "Extra5": 3411733834009796505,
}

FIELDS: dict[Kind, dict[str, int]] = {
    "question": QUESTION,
    "points": POINTS,
    "term": TERM,
    "code": CODE,
}
# What the browser shows and sorts by.
SORTED_BY: dict[Kind, str] = {
    "question": "Number",
    "points": "Key",
    "term": "Key",
    "code": "Key",
}

# By the name of their files: the name that a learner sees, and the number.
TEMPLATES: dict[Kind, dict[str, tuple[str, int]]] = {
    "question": {
        "question.zh": ("中文", 3993227348297603504),
        "question.en": ("English", 3159118861715606401),
    },
    "points": {"points": ("要点 · Key points", 2675538760207685007)},
    "term": {
        "term.zh": ("中文", 2944597732864094776),
        "term.en": ("English", 1168575991077866741),
        "term.name": ("名称 · Name", 1945404879024388962),
    },
    "code": {"code": ("代码 · Code", 2400182140213660829)},
}
