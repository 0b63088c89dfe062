"""Trains with TRL's GRPOTrainer, as it is published, and the reward function of our Python client.

The model is made here, with random weights, and so is its tokenizer, whose words are whole completions: a model that
knows nothing then writes programs of which some are right. Nothing is downloaded.

Reads {"url", "completions": [...], "problems": [ids], "samples", "steps"}; writes every reward as it was answered to
the trainer, what the trainer logged of each step, and how likely each completion is before and after.
"""

import json
import sys
import tempfile

import torch
from assay_client.trl import reward_function
from datasets import Dataset
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed
from trl import GRPOConfig, GRPOTrainer

request = json.load(sys.stdin)
completions, problems, samples = request["completions"], request["problems"], request["samples"]


def tokenizer():
    words = ["<pad>", "<eos>", *problems, *completions]
    model = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, unk_token="<pad>"))
    return PreTrainedTokenizerFast(tokenizer_object=model, pad_token="<pad>", eos_token="<eos>", padding_side="left")


def model(words):
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
    ends = {"bos_token_id": None, "pad_token_id": words.pad_token_id, "eos_token_id": words.eos_token_id}
    return LlamaForCausalLM(LlamaConfig(vocab_size=len(words), **shape, **ends))


def likelihoods(model, words, problem):
    with torch.inference_mode():
        logits = model(**words(problem, return_tensors="pt")).logits[0, -1]
    likely = logits.softmax(-1)
    return {completion: likely[words.convert_tokens_to_ids(completion)].item() for completion in completions}


set_seed(1)
answer, sys.stdout = sys.stdout, sys.stderr  # where it logs
words = tokenizer()
policy = model(words)
before = {problem: likelihoods(policy, words, problem) for problem in problems}
ours = reward_function(request["url"], scheme="fraction")
answered = []


def recorded(**arguments):
    rewards = ours(**arguments)
    rows = zip(arguments["problem_id"], arguments["completions"], rewards, strict=True)
    answered.append([{"problem": problem, "completion": text, "reward": reward} for problem, text, reward in rows])
    return rewards


recorded.__name__ = ours.__name__

with tempfile.TemporaryDirectory() as folder:
    config = GRPOConfig(
        output_dir=folder,
        max_steps=request["steps"],
        num_generations=samples,
        per_device_train_batch_size=samples * len(problems),
        max_completion_length=1,
        learning_rate=0.01,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        bf16=False,
        seed=1,
    )
    data = Dataset.from_list([{"prompt": problem, "problem_id": problem} for problem in problems])
    trainer = GRPOTrainer(policy, recorded, config, train_dataset=data, processing_class=words)
    trainer.train()

after = {problem: likelihoods(policy, words, problem) for problem in problems}
logged = [step for step in trainer.state.log_history if "reward" in step]
json.dump({"answered": answered, "logged": logged, "before": before, "after": after}, answer)
