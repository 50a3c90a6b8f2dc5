"use strict";
// Step 10 of the check: what the author lets cohorts show.

const consentsPath = "proof/consent/", consentLimit = 1 << 10, consentsLimit = 100;
const consentFields = ["answers", "availability", "figures", "headline", "language", "link", "location", "name", "projects", "skills", "target_role"];

// parseConsent reads a consent: {cohort, origin, date, until, fields}; until "-" for none, no fields where
// it was withdrawn.
function parseConsent(text) {
  must(text.length <= consentLimit, "it has " + text.length + " characters");
  const lines = linesOf(text), c = {};
  must(lines.length === 6 && lines[0] === "gatefold-consent v1", "it is not a consent of version 1");
  ["cohort", "origin", "date", "until", "fields"].forEach((name, i) => {
    must(lines[i + 1].startsWith(name + " "), "its line " + (i + 2) + " is not " + name);
    c[name] = lines[i + 1].slice(name.length + 1);
  });
  must(/^[a-z0-9][a-z0-9-]{0,63}$/.test(c.cohort), "its cohort has another form: " + c.cohort.slice(0, 60));
  must(/^[a-z2-7]{16}\.gatefold\.alt\/log$/.test(c.origin), "its origin has another form: " + c.origin.slice(0, 60));
  must(day(c.date) && (c.until === "-" || day(c.until) && c.until >= c.date), "its days are none, or the last comes first");
  c.fields = c.fields === "-" ? [] : c.fields.split(" ");
  must(c.fields.every((f, i) => consentFields.includes(f) && (i === 0 || c.fields[i - 1] < f)), "its fields are others, or not sorted");
  must(!c.fields.includes("figures") || c.fields.includes("projects"), "it names figures without projects");
  must(c.fields.length > 0 || c.until === "-", "it allows nothing, and yet it ends");
  return c;
}

async function checkConsents(run, keys) {
  const paths = new Set(pathsUnder(run, consentsPath).map((p) => p.replace(/\.sig$/, "")).filter((p) => /^[a-z0-9][a-z0-9-]{0,63}\.txt$/.test(p.slice(consentsPath.length))));
  let seen = 0;
  for (const path of paths) {
    if (seen++ === consentsLimit) {
      run.report.add("GF5904", consentsPath, "at most " + consentsLimit + " consents", "more");
      return;
    }
    await checkConsent(run, keys, path);
  }
}

async function checkConsent(run, keys, path) {
  const bytes = await fetched(run, path), file = await fetched(run, path + ".sig");
  if (bytes === null) run.report.add("GF5511", path, "a consent of version 1", "no such file");
  else if (file === null) run.report.add("GF5512", path + ".sig", "the signature of the consent", "no such file");
  if (!bytes || !file) return;
  const c = understood(run, "GF5511", path, "a consent of version 1", () => parseConsent(textOf(bytes)));
  if (c === null) return;
  if (consentsPath + c.cohort + ".txt" !== path) {
    run.report.add("GF5511", path, "a consent of version 1", "it is for the cohort " + c.cohort);
    return;
  }
  if (c.origin !== keys[0].origin) {
    run.report.add("GF5514", path, "a consent about " + keys[0].origin, c.origin);
    return;
  }
  const sig = understood(run, "GF5512", path, "the consent that was signed", () => parseSSHSIG(textOf(file), "consent@gatefold"));
  if (sig === null) return;
  if (!(await checkSSHSIG(run.crypto, sig, "consent@gatefold", bytes))) run.report.add("GF5512", path, "the consent that was signed", "another one");
  else if (!keys.some((k) => same(k.key, sig.key))) run.report.add("GF5513", path + ".sig", "a signature by a key of the author", "one by " + fingerprint(sig.key));
  else run.facts.consents.push(c);
}

// consentSentences say what the author lets cohorts show.
function consentSentences(f) {
  const said = { figures: "figures of projects", link: "link to the site", target_role: "wanted role" };
  const days = (iso) => dayOf(Date.parse(iso + "T00:00:00Z") / 1000);
  return f.consents.map((c) => (c.fields.length === 0 ? "The author withdrew on " + days(c.date) + " whatever the cohort " + c.cohort + " was allowed to show" :
    "The author agreed on " + days(c.date) + " that the cohort " + c.cohort + " may show" + (c.until === "-" ? "" : ", until " + days(c.until) + ",") +
    " this and no more: " + c.fields.map((n) => said[n] || n).join(", ")) + ". Whether the cohort keeps to it was not looked at.");
}
