from tokenizers import Tokenizer, models, pre_tokenizers, trainers

english = [
    "the cat drinks the milk and sleeps on the warm mat",
    "the dog eats the bread and runs in the green park",
]
chinese = ["猫喝牛奶然后在垫子上睡觉", "狗吃面包然后在公园里跑步"]
test = "the dog drinks the milk in the park", "猫在公园里喝牛奶"

split = pre_tokenizers.ByteLevel(add_prefix_space=False)
options = {"show_progress": False, "initial_alphabet": split.alphabet()}
tokens = {}
for share in (90, 50, 10):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = split
    sample = english * share + chinese * (100 - share)
    trainer = trainers.BpeTrainer(vocab_size=310, **options)
    tokenizer.train_from_iterator(sample, trainer)
    en, zh = (len(tokenizer.encode(text).ids) for text in test)
    print(f"{share}% English: English {en:2}, Chinese {zh:2} tokens")
    tokens[share] = en, zh

assert tokens[50][1] < 0.8 * tokens[90][1]
assert tokens[50][0] > 1.2 * tokens[90][0]
