#!/usr/bin/env python3
"""Drives the search, the filters and the buttons of a web page in Chromium: what is shown is what was asked for. Used by
.ci/accessibility: `page.py PAGE`, a page of fixtures/profile/yuan-zong.txt with settings of its own."""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Each step: what is done, and what is then shown.
DRIVER = """
addEventListener("load", async () => {
  const form = document.querySelector(".publist-find");
  const entries = [...document.querySelectorAll(".csl-entry")];
  const shown = () => entries.filter((entry) => !entry.hidden);
  const texts = () => shown().map((entry) => entry.querySelector(".csl-right-inline").textContent);
  const wait = () => new Promise((done) => setTimeout(done, 20));
  const set = async (name, value) => {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
    await wait();
  };
  const result = { all: entries.length, before: shown().length, formHidden: form.hidden, message: form.querySelector("output").textContent };
  await set("q", "MICRO-expression recognition");
  result.search = texts();
  result.searchMessage = form.querySelector("output").textContent;
  result.headings = [...document.querySelectorAll("h2, h3, h4")].filter((one) => !one.hidden).map((one) => one.textContent);
  await set("q", "there is no such work");
  result.none = shown().length;
  result.noneMessage = form.querySelector("output").textContent;
  form.reset();
  await wait();
  result.reset = shown().length;
  const year = form.elements.f0;
  await set("f0", year.options[1].value);
  result.year = year.options[1].text;
  result.ofYear = texts();
  await set("q", "learning");
  result.both = texts();
  form.reset();
  await wait();
  let written = "";
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { written = text; } } });
  const button = document.querySelector(".publist-buttons button");
  button.click();
  await wait();
  await wait();
  result.copied = button.textContent;
  result.written = written;
  const element = document.createElement("pre");
  element.id = "result";
  element.textContent = JSON.stringify(result);
  document.body.append(element);
});
"""


def dump(page, folder):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
    command += ["--virtual-time-budget=20000", "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout


def expect(condition, message):
    if not condition:
        sys.exit(f"FAILED: {message}")


def main(name):
    page = pathlib.Path(name).resolve()
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        form = re.search("<form[^>]*>", dump(page, folder))
        expect(form and "hidden" not in form.group(), "the policy of the page allows its own script")
        blocked = pathlib.Path(folder, "blocked.html")
        blocked.write_text(re.sub("script-src '[^']*'", "script-src 'none'", text), "utf-8")
        form = re.search("<form[^>]*>", dump(blocked, folder))
        expect(form and "hidden" in form.group(), "without its script, the page has no controls")
        driven = pathlib.Path(folder, "driven.html")
        policy = '<meta http-equiv="Content-Security-Policy"[^>]*>'
        driven.write_text(re.sub(policy, "", text).replace("</head>", f"<script>{DRIVER}</script></head>", 1), "utf-8")
        dumped = dump(driven, folder)
    found = re.search(r'<pre id="result">(.*?)</pre>', dumped, re.DOTALL)
    expect(found, "the driver gave a result")
    result = json.loads(html.unescape(found.group(1)))
    expect(not result["formHidden"] and result["before"] == result["all"], "everything is shown at first")
    expect(result["search"] and all("recognition" in one.lower() for one in result["search"]), "a search shows works with all words")
    expect(len(result["search"]) < result["all"], "a search hides the others")
    expect(str(len(result["search"])) in result["searchMessage"], "a search says how many works are shown")
    expect(len(result["headings"]) < result["all"], "headings without works are hidden")
    expect(result["none"] == 0 and result["noneMessage"], "a search without results says so")
    expect(result["reset"] == result["all"], "a reset shows all works")
    expect(result["ofYear"] and all(result["year"] in one for one in result["ofYear"]), "a year shows its works")
    expect(set(result["both"]) < set(result["ofYear"]) and all("learning" in one.lower() for one in result["both"]), "search and filter work together")
    expect(result["written"].startswith("@") and result["written"].rstrip().endswith("}"), "the button copies the entry")
    expect(result["copied"] == "Copied", "the button says that it copied")
    print(f"{page.name}: search, filters and buttons work; {len(result['search'])} of {result['all']} works found")


main(sys.argv[1])
