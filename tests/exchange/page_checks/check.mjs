// Opens a page as its readers do and prints what was found, as JSON: node check.mjs BROWSER PAGE FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const [, , executablePath, page, folder] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What one reader sees: axe's findings, how far the page goes sideways, its smallest letters in a picture. */
async function seen() {
  const found = await window.axe.run();
  const shown = [...document.querySelectorAll("svg text")].filter((text) => text.getClientRects().length);
  return {
    findings: found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 120)}`),
    width: document.documentElement.scrollWidth,
    letters: Math.min(
      ...shown.map((text) => {
        const svg = text.ownerSVGElement;
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        return parseFloat(getComputedStyle(text).fontSize) * scale;
      }),
    ),
    ground: getComputedStyle(document.body).backgroundColor,
    // A table wider than the page must be one that a key can scroll.
    stuck: [...document.querySelectorAll("body *")].filter(
      (box) => getComputedStyle(box).overflowX === "auto" && box.tabIndex < 0,
    ).length,
  };
}

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true });
const asked = [];
const readers = {};
for (const width of [390, 1280]) {
  for (const scheme of ["light", "dark"]) {
    const tab = await browser.newPage();
    tab.on("request", (request) => asked.push(request.url()));
    await tab.setBypassCSP(true);
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await tab.goto(page);
    await tab.screenshot({ path: `${folder}/${width}-${scheme}.png`, fullPage: true });
    await tab.evaluate(axe);
    readers[`${width} ${scheme}`] = await tab.evaluate(seen);
    await tab.close();
  }
}
const tab = await browser.newPage();
await tab.goto(page);
for (const format of ["A4", "Letter"]) {
  await tab.pdf({ path: `${folder}/${format}.pdf`, format, printBackground: true });
}
await browser.close();

const checker = new HtmlValidate(new FileSystemConfigLoader({ extends: ["html-validate:recommended"] }));
const checked = await checker.validateFile(new URL(page).pathname);
const errors = checked.results.flatMap((result) => result.messages.map((one) => `${one.ruleId} ${one.message}`));
console.log(JSON.stringify({ readers, errors, asked: asked.filter((url) => url !== page) }));
