"""A reward function for TRL's GRPOTrainer: reward_funcs=[lacuna_reward], a dataset with a column "item".

Start `lacuna reward serve` first; LACUNA_REWARD_URL says where it is.
"""
import json, os, urllib.request

URL = os.environ.get("LACUNA_REWARD_URL", "http://127.0.0.1:8010") + "/v1/grade"


def lacuna_reward(completions, item, **_):
    """One reward for each completion; None, which TRL leaves out, where it could not be graded."""
    says = lambda c: [{"role": "assistant", "content": c}] if isinstance(c, str) else c
    batch = [{"item": i, "messages": says(c)} for i, c in zip(item, completions)]
    headers = {"content-type": "application/json"}
    if token := os.environ.get("LACUNA_REWARD_TOKEN"):
        headers["authorization"] = f"Bearer {token}"
    request = urllib.request.Request(URL, json.dumps({"batch": batch}).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return [result["reward"] for result in json.load(response)["results"]]
