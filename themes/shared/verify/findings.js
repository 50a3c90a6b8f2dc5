"use strict";
// What a check can find. The numbers are those of package proof; the words say what it means to a
// reader who has never heard of any of this.

const changed = "changed", unchecked = "unchecked", note = "note";

const codes = {
  GF5001: [changed, "This file is not the one that the author listed and signed."],
  GF5002: [changed, "The author listed and signed this file, and it is not here."],
  GF5003: [changed, "This file lies in the folder, and the author did not list it."],
  GF5004: [changed, "Without the author's list of files, nothing here can be compared with anything."],
  GF5005: [unchecked, "Nobody has signed the list of files: it says only what its writer wants it to say."],
  GF5006: [changed, "The list of files was changed after it was signed, or the signature belongs to another list."],
  GF5007: [changed, "This is not a signature that gatefold or ssh-keygen would make of a list of files."],
  GF5008: [changed, "The list is signed by somebody else than the key you named."],
  GF5009: [changed, "Only the ends of lines differ (CRLF for LF), as git or an editor on Windows changes them. Ask for the files unchanged."],
  GF5101: [changed, "The author's list of keys cannot be read, so the log cannot be tied to the author's key."],
  GF5102: [changed, "The list of keys is not signed by the key that it names."],
  GF5103: [changed, "The keys named in different places are not the same."],
  GF5104: [changed, "A new key took over, and the old one has not signed it."],
  GF5201: [changed, "The head of the log cannot be read."],
  GF5202: [changed, "The head of the log is not signed by the author's log key."],
  GF5203: [changed, "This belongs to the log of somebody else."],
  GF5204: [changed, "A part of the log is missing, so what it held cannot be looked at."],
  GF5205: [changed, "A part of the log has not the form or length that it must have."],
  GF5206: [changed, "The entries of the log are not those whose sum the author signed."],
  GF5207: [changed, "The log once had another beginning: its author, or somebody with the key, wrote it anew."],
  GF5208: [changed, "The log was longer once: later entries were taken away."],
  GF5301: [changed, "The sealed entry of this record cannot be read."],
  GF5302: [changed, "The entry beside this record is not the one in the log."],
  GF5303: [changed, "The proof that ties this record to the log is missing or cannot be read."],
  GF5304: [changed, "The proof beside this record does not lead to the signed head of the log."],
  GF5305: [changed, "The sealed values of this record cannot be read."],
  GF5306: [changed, "The values beside this record are not those that were sealed."],
  GF5307: [changed, "What the site shows is not what was sealed."],
  GF5308: [changed, "Some of the files that prove this record are not here."],
  GF5309: [changed, "The log has a newer version of this record than the site shows."],
  GF5310: [changed, "The versions of a record do not follow one another in the log."],
  GF5311: [changed, "This file is not the one that was sealed."],
  GF5401: [changed, "A witness's line under the head of the log does not fit it: one of the two was changed."],
  GF5402: [unchecked, "The list of witnesses cannot be read, so no date was checked."],
  GF5403: [unchecked, "Nobody whom you named has confirmed a date: the author's own dates are all there is."],
  GF5501: [changed, "What another person says of a record cannot be read, or its signature is missing."],
  GF5502: [changed, "What another person says of a record is not what they signed."],
  GF5503: [changed, "This person speaks of somebody else's records."],
  GF5504: [changed, "This person speaks of another record, or of another version of it, than the log has at that place."],
  GF5505: [changed, "The author has signed this word about a record of their own: nobody else stands behind it."],
  GF5506: [changed, "The author's log has no entry for this word of another person."],
  GF5507: [note, "The person who had said this has taken it back."],
  GF5508: [changed, "The list of what a person has taken back cannot be read, or is not signed by that person."],
  GF5511: [changed, "What the author lets a cohort show cannot be read."],
  GF5512: [changed, "What the author lets a cohort show was changed after it was signed, or the signature belongs to another text."],
  GF5513: [changed, "Somebody else than the author has signed what a cohort may show."],
  GF5514: [changed, "What a cohort may show is about the site of somebody else."],
  GF5521: [changed, "The author says that this log continues an earlier one, and what stands here is not that one."],
  GF5901: [unchecked, "All of this may be the work of somebody else: compare the key with one from a place you already know."],
  GF5902: [unchecked, "There is nothing to check here: the author has sealed and signed nothing."],
  GF5903: [unchecked, "This could not be read, so it was not checked."],
  GF5904: [unchecked, "This is more than the check takes on."],
  GF5905: [unchecked, "This is not a zip file that can be read safely. Unpack it yourself and choose the folder."],
  GF5906: [note, "Hosts often keep such files to themselves; no page comes from it."],
  GF5907: [note, "The host or the operating system put it there; it was not looked at."],
  GF5908: [note, "The pages differ, but what was sealed holds: a host that rewrites pages does this. Read the records from the downloaded files."],
  GF5909: [note, "The site itself says that this was edited after it was sealed."],
  GF5910: [note, "These files are not on the signed list because they change; they carry signatures of their own."],
};

// manyAlike is how many findings of one code are told one by one.
const manyAlike = 200;

// newReport collects findings: {code, kind, file, expected, got, means}.
function newReport() {
  const findings = [], counts = new Map();
  return {
    findings,
    add(code, file, expected, got) {
      if (findings.some((f) => f.code === code && f.file === file && f.expected === String(expected))) return;
      const n = (counts.get(code) || 0) + 1;
      counts.set(code, n);
      if (n <= manyAlike) {
        findings.push({ code, kind: codes[code][0], file, expected: String(expected), got: String(got), means: codes[code][1] });
      }
    },
    has: (code) => counts.has(code),
    count: (code) => counts.get(code) || 0,
    // outcome of all that was added: "held", "changed" or "unchecked".
    outcome() {
      const kinds = new Set([...counts.keys()].map((code) => codes[code][0]));
      return kinds.has(changed) ? "changed" : kinds.has(unchecked) ? "unchecked" : "held";
    },
  };
}
