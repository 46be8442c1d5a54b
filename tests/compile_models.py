"""Compile the project for tests/compiled_project.py, in a process of its own.

Twice: as a build compiles it that reads everything, and as one of the news. Each
time into `<folder>/<mode>`: the manifest, and the hooks that run before a model.
"""

import json
import os
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).resolve().parents[1]
BEFORE_NEWS = "{{ forget_what_is_gone() }}"
MODES = {"everything": "no", "news": "yes"}


def compile_models(folder: Path, mode: str) -> None:
    os.environ["LEADS_ONLY_NEWS"] = MODES[mode]
    options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    options += ["--target-path", str(folder / mode), "--quiet"]
    options += ["--log-path", str(folder / "logs")]
    manifest = run(None, "parse", *options)
    run(manifest, "run-operation", "open_raw_rows", *options)
    run(manifest, "compile", "--select", "resource_type:model", *options)
    (folder / mode / "manifest.json").rename(folder / f"{mode}.json")
    texts = {
        hook["sql"]
        for node in manifest.nodes.values()
        for hook in getattr(node.config, "pre_hook", [])
        for hook in [hook if isinstance(hook, dict) else vars(hook)]
    }
    hooks = {}
    for text in sorted({*texts, BEFORE_NEWS}):
        compiled = run(manifest, "compile", "--inline", text, *options)
        hooks[text] = compiled.results[0].node.compiled_code
    (folder / f"{mode}_hooks.json").write_text(json.dumps(hooks))


def run(manifest, *arguments):
    outcome = dbtRunner(manifest=manifest).invoke(list(arguments))
    if not outcome.success:
        raise outcome.exception or RuntimeError(f"dbt {arguments[0]} failed")
    return outcome.result


if __name__ == "__main__":
    for each in MODES:
        compile_models(Path(sys.argv[1]), each)
