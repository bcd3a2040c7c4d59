"""A reward function for verl: custom_reward_function.path=lacuna_verl.py, .name=compute_score, and rows whose
reward_model.ground_truth is the id of an item (verl calls it so; the answer stays on the server).

Start `lacuna reward serve` first; LACUNA_REWARD_URL says where it is.
"""
import asyncio, json, os, urllib.request

URL = os.environ.get("LACUNA_REWARD_URL", "http://127.0.0.1:8010") + "/v1/grade"


def grade(item, reply):
    body = {"item": item, "messages": [{"role": "assistant", "content": reply}]}
    headers = {"content-type": "application/json"}
    if token := os.environ.get("LACUNA_REWARD_TOKEN"):
        headers["authorization"] = f"Bearer {token}"
    request = urllib.request.Request(URL, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


async def compute_score(data_source, solution_str, ground_truth, extra_info=None, **_):
    """The reward as "score", which verl trains on; what it logs beside it are numbers too."""
    graded = await asyncio.to_thread(grade, ground_truth, solution_str)
    metrics = graded["metrics"]
    return {"score": graded["reward"], "acc": graded["score"], "needless": metrics["needless"], "tokens": metrics["tokens"]}
