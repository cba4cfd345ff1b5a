import torch
from torch import nn

torch.manual_seed(0)
thing, question = torch.arange(640) % 16, torch.arange(640) // 16 % 4
answers = torch.randint(8, (16, 4))[thing, question]
words, looks = torch.randn(16, 16), torch.randn(16, 64)
llm = nn.Sequential(nn.Linear(20, 128), nn.ReLU(), nn.Linear(128, 8))
encoder = nn.Sequential(nn.Linear(64, 48), nn.ReLU())  # stays frozen
projection = nn.Linear(48, 16)

for trained, rows in (llm, question < 4), (projection, question < 3):
    adam = torch.optim.Adam(trained.parameters(), lr=0.01)
    for _ in range(200):
        photos = encoder(looks[thing] + 0.5 * torch.randn(640, 64))
        token = words[thing] if trained is llm else projection(photos)
        logits = llm(torch.cat([token, torch.eye(4)[question]], 1))
        adam.zero_grad()
        nn.CrossEntropyLoss()(logits[rows], answers[rows]).backward()
        adam.step()
    right = (logits.argmax(dim=1) == answers).view(10, 4, 16).double()
    scores = right.mean(dim=(0, 2))
    name = "words " if trained is llm else "photos"
    print(f"questions 1-4 about {name}", *[f"{s:5.0%}" for s in scores])
assert scores[3] > 0.5  # by chance: 1/8
