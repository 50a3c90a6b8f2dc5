"use strict";
// What a check says, in sentences: what, by whom, by when, and what that does not mean.

const headlines = { held: "Held", changed: "Changed", unchecked: "Could not check" };

const dayOf = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10).split("-").reduce((out, part, i) =>
  (i === 0 ? part : i === 1 ? ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][part - 1] + " " + out : Number(part) + " " + out), "");
const many = (n, one, more) => n + " " + (n === 1 ? one : more);

// headline is the outcome in a few words; sentences follow it.
function headline(result) {
  const only = (code) => result.findings.filter((f) => f.kind !== note).every((f) => f.code === code);
  if (result.outcome === "unchecked" && only("GF5901") && result.facts.signed) return "Internally consistent; identity not checked";
  if (result.outcome === "unchecked" && only("GF5902")) return "Nothing is sealed here";
  return headlines[result.outcome];
}

function sentences(result) {
  const f = result.facts, out = [], faults = result.findings.filter((x) => x.kind === changed).length;
  if (result.outcome === "changed") {
    out.push("CHANGED since it was sealed, or not by whom you named: " + many(faults, "finding", "findings") + " below, each with what it means.");
  } else if (f.signed) {
    out.push(many(f.files, "file is", "files are") + " exactly what the holder of the key " + f.fingerprint + " published.");
    if (f.published > 0) {
      out.push(many(f.published, "published record stands", "published records stand") + " in that key’s list of " + f.size + " entries, " +
        "each at the place and with the values that were sealed." + (f.sealed > f.published ? " " + many(f.sealed - f.published, "sealed record is", "sealed records are") + " private, taken back or edited since: you see their number, not what was sealed." : ""));
      if (f.placeless > 0) {
        out.push(many(f.placeless, "of them does", "of them do") + " not disclose where it stands on the site, so it was not compared with any page.");
      }
    }
  }
  if (f.replaced !== undefined) {
    out.push("The list is signed by " + f.replaced.signer + ". That key and the one you named, " + f.replaced.named + ", are of one author: the older has signed that the newer takes its place.");
  }
  if (result.outcome !== "changed") out.push(...dateSentences(result), ...attestationSentences(f.attestations));
  if (result.outcome !== "changed" && f.earlier !== undefined) {
    out.push("The author says that this list continues one of " + many(f.earlier.size, "entry", "entries") + " by the key " + f.earlier.fingerprint +
      ", which was lost by " + f.earlier.date + ". That list stands beside this one, as it was signed. No signature of the lost key says that both are one person’s: ask somebody who knows the author.");
  }
  if (result.outcome !== "changed") out.push(...consentSentences(f));
  if (result.outcome === "held") out.push("This does not say who the holder of the key is, that the content is true, or that the work happened.");
  if (f.named === "" && f.signed) out.push("You named no key. Anybody can make a site that agrees with itself: compare " + f.fingerprint + " with the author’s fingerprint from a place you already know, and check again with that one.");
  return out;
}

function dateSentences(result) {
  const f = result.facts, out = [];
  if (f.seen !== null && f.published > 0) {
    const times = f.records.filter((r) => r.seen !== null).map((r) => r.seen).sort((a, b) => a - b);
    out.push(f.seen === 0 ? "No one you named has confirmed a date: sealed by the author alone." :
      f.seen + " of " + many(f.records.length, "record", "records") + " existed by a date that your policy’s witnesses confirm, " + between(times[0], times[times.length - 1]) + ". " +
      "They (" + f.witnesses.map((w) => w.name).join(", ") + ") saw the list in " + many(f.weeks, "week", "different weeks") + ", and it only ever grew since. That does not say that they read a word of it.");
  } else if (f.signed) {
    out.push("No date was checked, because you named no witnesses: the dates are the author’s own.");
  }
  if (f.authorsWitnesses.length > 0 && f.seen === null) {
    out.push("Named by the author: " + f.authorsWitnesses.map((w) => w.name + ", " + dayOf(w.times[0]) + " to " + dayOf(w.times[w.times.length - 1])).join("; ") +
      ". Anyone can run this software and call themselves a coach: check that the key is listed at a place you know, and paste that list as your policy.");
  }
  return out;
}

// between is one day, or the first and the last.
function between(first, last) {
  return dayOf(first) === dayOf(last) ? "on " + dayOf(first) : "from " + dayOf(first) + " to " + dayOf(last);
}
