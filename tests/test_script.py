"""The Traditional editions: what a reader there would write, and what must not change."""

import re
from importlib.resources import files

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.deck import Edition
from pipeline.model.place import Place
from pipeline.problem import Problems
from pipeline.text.script import converted, read_table
from pipeline.text.typography import HAN

TRADITIONAL: tuple[Edition, ...] = ("zh-TW", "zh-HK")


def pairs(table: str) -> dict[str, tuple[str, str]]:
    words = table.split()
    return {zh: (zh, wanted) for zh, wanted in zip(words[::2], words[1::2], strict=True)}


# Words in turn: Simplified, and what is written there.
TAIWAN_WORDS = """
参数 參數 超参数 超參數 参数量 參數量 可扩展性 可擴展性 损失函数 損失函數 激活值 激活值
循环神经网络 循環神經網路 循环模型 循環模型 质量 品質 信息 資訊 软件 軟體 硬件 硬體 算法 演算法
优化 最佳化 优化器状态 最佳化器狀態 直接偏好优化 直接偏好最佳化 内存 記憶體 网络 網路 图像 影像
语音 語音 概率 機率 文本 文本 数据 資料 数据集 資料集 数据库 資料庫 人工智能 人工智慧
机器学习 機器學習 用户 使用者 服务器 伺服器 云端 雲端 程序 程式 代码 程式碼 编程语言 程式語言
性能 效能 支持 支援 实时 即時 视频 影片 音频 音訊 分布式 分散式 并行 平行 并行化 平行化
缓存 快取 带宽 頻寬 集群 叢集 开源 開源 日志 日誌 默认 預設 反馈 回饋 加载 載入 兼容性 相容性
批量大小 批次大小 字节对编码 位元組對編碼 采样 取樣 检查点 檢查點 层归一化 層正規化
正则化 正則化 接口 介面 界面 介面 搜索 搜尋 项目 專案 水平 水準 响应 回應 调试 除錯 注释 註解
深度伪造 深度偽造 可再生能源 再生能源 信息无障碍 資訊無障礙 残疾人 身心障礙者 虚拟助手 虛擬助理
幻觉 幻覺 检索增强生成 檢索增強生成 智能体 代理人 思维链 思維鏈 推理模型 推理模型
推理引擎 推論引擎 测试时计算 測試時運算 混合专家 混合專家 人类反馈强化学习 人類回饋強化學習
偏好对齐 偏好對齊 指令微调 指令微調 键值缓存 鍵值快取 连续批处理 連續批次處理
显存带宽 顯示記憶體頻寬 互连 互連 张量并行 張量平行 流水线并行 管線平行 数据并行 資料平行
梯度累积 梯度累積 梯度裁剪 梯度裁剪 损失尖峰 損失尖峰 学习率预热 學習率預熱
学习率调度 學習率排程 残差连接 殘差連接 因果掩码 因果遮罩 交叉注意力 交叉注意力
缩放点积 縮放點積 可学习位置嵌入 可學習位置嵌入 旋转位置编码 旋轉位置編碼
相对位置偏置 相對位置偏置 上下文窗口 上下文視窗 参数高效微调 參數高效微調
低秩适配 低秩適應 领域适配 領域適應 软标签 軟標籤 贪心解码 貪婪解碼 集束搜索 集束搜尋
核采样 核取樣 片段遮盖 片段遮蔽 任务前缀 任務前綴 掩码语言建模 遮罩語言建模 去重 去重複
数据污染 資料污染 大模型评审 大型模型評審 大语言模型 大型語言模型 精确率 精確率 召回率 召回率
简短惩罚 簡短懲罰 几何平均 幾何平均 差分隐私 差分隱私 逐样本梯度 逐樣本梯度 去标识化 去識別化
经验回放 經驗回放 留出验证集 保留驗證集 计算最优 運算最佳 缩放定律 縮放定律 词表外 詞彙表外
未登录词 未登錄詞 似然 概似 端侧 裝置端 碳强度 碳強度 灰度发布 金絲雀發布 可观测性 可觀測性
水印 浮水印 显式标识 顯式標示 隐式标识 隱式標示 语音克隆 語音複製 扩散模型 擴散模型
生成对抗网络 生成對抗網路 事实核查 事實查核 过拟合 過擬合 早停 提早停止 噪声 雜訊 语义 語意
线性增长 線性成長 最长公共子序列 最長共同子序列 链式法则 連鎖律 均值 平均值 维数 維度
二阶矩 二階動差 频次 次數 拼接 串接 随机失活 丟棄法 重排 重新排序 结束符 結束符號
拼写 拼字 纯文本 純文字 模板 範本 缩进 縮排 实体识别 實體辨識 关系抽取 關係擷取
提取特征 擷取特徵 丢失信息 遺失資訊 泄露 外洩 脱敏 遮蔽 复核 覆核 告警系统 警示系統
回滚 復原 限流 速率限制 按需增减 依需求增減 本地部署 地端部署 云服务商 雲端服務供應商
代码语句 程式碼陳述式 推理时计算 推論時運算 视力障碍者 視障者 添加噪声 加入雜訊
只激活部分专家 只激活部分專家 激活函数 激活函數
"""

HONG_KONG_WORDS = """
网络 網絡 软件 軟件 硬件 硬件 数据 數據 数据集 數據集 人工智能 人工智能 算法 演算法 程序 程式
服务器 伺服器 用户 用戶 内存 記憶體 残疾人 殘疾人士 残疾人士 殘疾人士 信息 資訊 质量 質素
概率 概率 图像 圖像 视频 影片 隐私 私隱 差分隐私 差分私隱 利益相关者 持份者 智能体 智能體
并行 並行 分布式 分佈式 集群 叢集 缓存 快取 带宽 頻寬 计算机 電腦 支持 支援 实时 實時
搜索 搜尋 掩码 遮罩 词表 詞彙表 批量大小 批次大小 大语言模型 大型語言模型 水平 水平
项目 項目 优化器 優化器 可再生能源 可再生能源 数字水印 數碼水印 移动设备 流動裝置 默认 預設
反馈 反饋 里面 裏面 回复 回覆 归一化 正規化 正则化 正則化 循环神经网络 循環神經網絡
说明 說明 温度 溫度 群体 群體 峰值 峰值 重启 重啟 阅读 閱讀 意味着 意味着 什么 甚麼
局限 局限 尽量 盡量 复核 覆核 聊天机器人 聊天機械人 视力障碍者 視障人士 定制 訂製
领域适配 領域適應 早停 提早停止 留出验证集 保留驗證集 上下文窗口 上下文視窗 模板 範本
纯文本 純文字 重排 重新排序 丢失 遺失 泄露 外洩 脱敏 遮蔽 跟踪 追蹤 打分 評分
复用模型 重用模型 核查 查核 告警 警示 回滚 復原 限流 速率限制 按需 按需要
服务商 服務供應商 隐式标识 隱式標示 标识信息 識別資訊
"""

IN_TAIWAN = {
    "to pass a test, by means of": (
        "模型通过考试，并不是通过背诵；通过率很高",
        "模型通過考試，並不是透過背誦；通過率很高",
    ),
    "the name of a machine": ("支持向量机支持小数据", "支持向量機支援小資料"),
    "evidence": ("有证据支持，支持者多", "有證據支持，支持者多"),
    "loop and recurrence": (
        "用 for 循环训练循环神经网络，训练循环不停",
        "用 for 迴圈訓練循環神經網路，訓練迴圈不停",
    ),
    "quality and to quantize": ("性质量化后质量高", "性質量化後品質高"),
    "a law by its title": (
        "《个人信息保护法》和个人信息保护法管信息",
        "《個人信息保護法》和個人信息保護法管資訊",
    ),
    "any title": ("读《数据与算法》里的数据", "讀《數據與算法》裡的資料"),
    "parallel, concurrent, merged": (
        "并行使用，并行使权利，合并行，高并发",
        "平行使用，並行使權利，合併行，高並行",
    ),
    "inside, behind, face": ("里面的后处理面向各方面", "裡面的後處理面向各方面"),
    "to publish, distribution": ("发布分布外部分布", "發布分布外部分布"),
    "to intervene, to answer": ("干预回复，主干干净", "干預回覆，主幹乾淨"),
    "wrong cuts of OpenCC's": (
        "训练更复杂，这只用于词元后，并兼顾语气",
        "訓練更複雜，這只用於詞元後，並兼顧語氣",
    ),
    "reasoning and inference": ("推理能力与推理成本，训练和推理", "推理能力與推論成本，訓練和推論"),
    "a pointer that is none": ("是指针对任务", "是指針對任務"),
    "tokens in part": ("部分词元、词表示和词表", "部分詞元、詞表示和詞彙表"),
    "parameters, accordingly": ("参数据此更新", "參數據此更新"),
    "affects applications": ("影响应用，强调用户", "影響應用，強調使用者"),
    "help by hand": ("帮助手动标注，借助手段", "幫助手動標註，借助手段"),
    "bits": ("8 位整数的单位", "8 位元整數的單位"),
    "real time": ("真实时间与实时", "真實時間與即時"),
    "exists at home": ("国内存在内存问题", "國內存在記憶體問題"),
    "linear, online": ("存在线性关系，在线学习", "存在線性關係，線上學習"),
    "goals, in number": ("多项目标与开源项目", "多項目標與開源專案"),
    "best, first": ("最优先的最优解", "最優先的最佳解"),
    "AI embodies": ("人工智能体现价值，智能体系统", "人工智慧體現價值，代理人系統"),
    "a larger model": ("更大模型与大模型", "更大模型與大型模型"),
    "loses what matters": ("失去重要信息，去重复", "失去重要資訊，去重複"),
    "open source code": ("开源代码与源代码", "開源程式碼與原始碼"),
    "documents, files, legal papers": ("文档、文件和法律文件", "文件、檔案和法律文件"),
    "a computer, computing": ("计算机的计算机制", "電腦的計算機制"),
    "able to": ("可解释性能帮助模型性能", "可解釋性能幫助模型效能"),
    "big data": ("大数据和更大数据集", "大數據和更大資料集"),
    "big numbers": ("1.5 万亿个，1750 亿个", "1.5 兆個，1750 億個"),
    "memory of a GPU": ("GPU 显存与显存", "GPU 記憶體與顯示記憶體"),
    "quotation marks": ("“温度”说‘软’", "「溫度」說『軟』"),
    "to recognize, to know others": (
        "识别反讽，认识别的词，无法识别自然人",
        "辨識反諷，認識別的詞，無法識別自然人",
    ),
    "growth and length": ("线性增长，递增长度", "線性成長，遞增長度"),
    "to extract, to depend": ("提取要点，前提取决于数据", "擷取要點，前提取決於資料"),
    "to test, to think and look up": ("考查知识，思考查询", "測驗知識，思考查詢"),
    "dimensions, data in many": ("维数低，高维数据", "維度低，高維資料"),
    "to sort again, weights sorted": ("重排候选，按权重排序", "重新排序候選，按權重排序"),
    "to check, to repeat a check": ("人工复核，重复核对", "人工覆核，重複核對"),
    "an alarm, to report a warning": ("异常时告警，报告警告", "異常時發出警示，報告警告"),
    "people, by hand, artificial": (
        "转人工，转人工智能专业",
        "轉接真人，轉人工智慧專業",
    ),
    "to adapt, a fitting setting": ("适配任务，合适配置", "適應任務，合適配置"),
    "an array, made up of numbers": ("数组由整数组成", "陣列由整數組成"),
    "an interface, an industry faces": ("界面好，业界面临挑战", "介面好，業界面臨挑戰"),
    "a scalar, a target quantized": ("标量是目标量化后的值", "純量是目標量化後的值"),
    "variance, both sides differ": ("方差大，双方差异大", "變異數大，雙方差異大"),
    "to pass over the data": ("只遍历数据一轮，遍历数组", "只看過資料一輪，走訪陣列"),
    "an apostrophe": ("用 users’ data 训练", "用 users’ data 訓練"),
}

IN_HONG_KONG = {
    "a test that is a means": ("是否通过，通过测试时看", "是否通過，透過測試時看"),
    "mass": ("概率质量、质量守恒与质量", "概率質量、質量守恆與質素"),
    "fine-tuned on": ("微调用到的数据", "微調用到的數據"),
    "than a certain one": ("比特定的好，1 比特", "比特定的好，1 位元"),
    "a measure by its title": (
        "人工智能生成合成内容标识办法要求显式标识",
        "人工智能生成合成內容標識辦法要求顯式標示",
    ),
    "a robot, a machine and people": ("机器人与机器人工标注", "機械人與機器人工標註"),
    "to adapt, a fitting setting": ("适配任务，合适配置", "適應任務，合適配置"),
    "an interface, an industry faces": ("界面好，业界面临挑战", "介面好，業界面臨挑戰"),
    "an array, made up of numbers": ("数组由整数组成", "陣列由整數組成"),
    "marks inside marks": ("“他说‘don’t’”", "「他說『don’t』」"),
}

TAIWAN = pairs(TAIWAN_WORDS) | IN_TAIWAN
HONG_KONG = pairs(HONG_KONG_WORDS) | IN_HONG_KONG

KEPT = {
    "names": "PyTorch GPT-2 Transformer",
    "address": "https://example.org/循环/数据?a=1",
    "code": "`参数 = “数据”`",
    "code in three ticks": "```\n# 循环\nfor x in 数据: pass\n```",
    "identifier": "batch_first=True, nn.Linear(d, 4 * d)",
    "formula": r"\(QK^\top / \sqrt{d_k}\)",
    "private use": "\ue000",
    "empty": "",
}

PROBLEMS = {
    "one cell": ("軟件\n", 1, "軟件"),
    "three cells": ("# a\n軟件\t軟體\t好\n", 2, "軟件"),
    "an empty cell": ("軟件\t\n", 1, "軟件"),
    "a blank around": ("軟件 \t軟體\n", 1, "軟件 "),
    "spaces for a tab": ("軟件    軟體\n", 1, "軟件    軟體"),
    "no Han": ("software\t軟體\n", 1, "software"),
    "Latin would change": ("GPU 顯存\tTPU 記憶體\n", 1, "GPU 顯存"),
    "the same twice": ("軟件\t軟體\n\n軟件\t軟件\n", 3, "軟件"),
}


def rows(edition: Edition) -> dict[str, str]:
    table = files("pipeline.text") / "tables" / f"{edition}.tsv"
    return read_table(table.read_text(encoding="utf-8"), edition)


@pytest.mark.parametrize(("text", "wanted"), TAIWAN.values(), ids=TAIWAN)
def test_taiwan(text: str, wanted: str) -> None:
    assert wanted == converted(text, "zh-TW")


@pytest.mark.parametrize(("text", "wanted"), HONG_KONG.values(), ids=HONG_KONG)
def test_hong_kong(text: str, wanted: str) -> None:
    assert wanted == converted(text, "zh-HK")


@pytest.mark.parametrize("edition", TRADITIONAL)
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_leaves_alone(text: str, edition: Edition) -> None:
    assert text == converted(text, edition)
    assert f"模型 {text} 模型" == converted(f"模型 {text} 模型", edition)


@pytest.mark.parametrize("edition", TRADITIONAL)
def test_leaves_text_without_han_alone(edition: Edition) -> None:
    text = "A “quoted” BERT, isn’t it? O(n) — 3,000 ‘x’"

    assert text == converted(text, edition)


def test_the_simplified_edition_is_the_text() -> None:
    assert "“参数”的循环" == converted("“参数”的循环", "zh-CN")


@pytest.mark.parametrize(("edition", "back"), [("zh-TW", "tw2s"), ("zh-HK", "hk2s")])
def test_every_row_is_reached(edition: Edition, back: str) -> None:
    simplified = opencc.OpenCC(back).convert
    reached = {word: converted(simplified(word), edition) for word in rows(edition)}

    assert rows(edition) == reached


@pytest.mark.parametrize(("text", "line", "key"), PROBLEMS.values(), ids=PROBLEMS)
def test_rows_that_are_no_good(text: str, line: int, key: str) -> None:
    with pytest.raises(Problems) as caught:
        read_table(text, "zh-TW.tsv")

    (problem,) = caught.value.problems
    assert Place(file="zh-TW.tsv", line=line, key=key) == problem.place


def test_all_bad_rows_are_told_at_once() -> None:
    with pytest.raises(Problems) as caught:
        read_table("軟件\n硬件\n", "zh-TW.tsv")

    assert 2 == len(caught.value.problems)


@given(
    st.text(alphabet="数据支持循环通过机for GPTx(),1. ，。`《》\ue000", max_size=40),
    st.sampled_from(TRADITIONAL),
)
def test_only_han_changes(text: str, edition: Edition) -> None:
    def rest(string: str) -> str:
        return re.sub(f"[{HAN}]", "", string)

    assert rest(text) == rest(converted(text, edition))
