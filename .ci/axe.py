"""Runs axe over HTML pages in Chromium, without a driver: a copy of the page runs axe itself, and the result is read from
its document. Used by .ci/accessibility: `axe.py AXE.js PAGE...`."""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# What the page says when axe has looked at it.
RUN = """
addEventListener("load", async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const done = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  const told = (rules) => rules.map((rule) => ({ id: rule.id, help: rule.help, nodes: rule.nodes.map((node) => node.html + ' ' + [...node.any, ...node.all].map((one) => one.message).join('; ')) }));
  const root = document.documentElement;
  const result = {
    violations: told(done.violations), incomplete: told(done.incomplete), passes: done.passes.map((rule) => rule.id),
    dark: matchMedia("(prefers-color-scheme: dark)").matches, width: innerWidth, needed: root.scrollWidth,
  };
  const element = document.createElement("pre");
  element.id = "axe-result";
  element.textContent = JSON.stringify(result);
  document.body.append(element);
});
"""

# Level AAA asks for links that can be told apart alone. Badges are told apart by the reference they stand in (WCAG 2.4.4).
ONLY_IN_CONTEXT = "identical-links-same-purpose"

SCHEMES = {"light": ["--blink-settings=preferredColorScheme=1"], "dark": ["--blink-settings=preferredColorScheme=0"]}


def in_charts(rule):
    """Whether a rule is about letters in charts alone: axe sees no colour behind letters in SVG. Theirs is that of the totals."""
    return rule["id"].startswith("color-contrast") and all(node.startswith("<text ") for node in rule["nodes"])


def look_at(page, axe, scheme, width):
    text = page.read_text("utf-8")
    scripts = f"<script>{axe}</script><script>{RUN}</script>"
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, page.name)
        # The page allows no script but its own; axe is a guest.
        text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        copy.write_text(text.replace("</head>", scripts + "</head>", 1), "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", f"--window-size={width},900"]
        command += [*SCHEMES[scheme], "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()]
        dumped = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    found = re.search(r'<pre id="axe-result">(.*?)</pre>', dumped, re.DOTALL)
    if not found:
        sys.exit(f"{page.name}: axe gave no result")
    return json.loads(html.unescape(found.group(1)))


def main():
    axe = pathlib.Path(sys.argv[1]).read_text("utf-8").replace("</script", "<\\/script")
    faults = 0
    for name in sys.argv[2:]:
        page = pathlib.Path(name)
        for scheme, width in [("light", 1200), ("dark", 500)]:
            result = look_at(page, axe, scheme, width)
            if result["dark"] != (scheme == "dark"):
                sys.exit(f"{page.name}: Chromium did not take the {scheme} scheme")
            if not {"color-contrast-enhanced", "document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one"} <= set(result["passes"]):
                sys.exit(f"{page.name}: axe did not look at everything: {result['passes']}")
            undecided = [rule for rule in result["incomplete"] if rule["id"] != ONLY_IN_CONTEXT and not in_charts(rule)]
            for fault in result["violations"] + undecided:
                faults += 1
                print(f"{page.name} ({scheme}): {fault['id']}: {fault['help']}", *fault["nodes"][:3], sep="\n    ")
            if result["needed"] > result["width"]:
                faults += 1
                print(f"{page.name}: {result['needed']} pixels wide in a window of {result['width']}")
        print(f"{page.name}: looked at in light and dark, {len(result['passes'])} rules hold")
    if faults:
        sys.exit(f"{faults} faults")


main()
